// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/file_questions.h"

#include <QFileDialog>
#include <QGuiApplication>
#include <QMessageBox>

namespace longpeak {
namespace {

QString fileFilter() {
    return QObject::tr("Scenarios and exported figures (*.json *.png *.svg *.pdf);;All files (*)");
}

} // namespace

FileQuestions FileQuestions::native() {
    return {.open =
                [](QWidget* parent) {
                    return QFileDialog::getOpenFileName(parent, QObject::tr("Open a scenario"), {}, fileFilter());
                },
            .save =
                [](QWidget* parent, const QString& suggestion) {
                    return QFileDialog::getSaveFileName(parent, QObject::tr("Save the scenario"), suggestion,
                                                        QObject::tr("Longpeak scenarios (*.json)"));
                },
            .import =
                [](QWidget* parent) {
                    return QFileDialog::getOpenFileName(parent, QObject::tr("Import a model"), {},
                                                        QObject::tr("config.json or preset (*.json);;All files (*)"));
                },
            .confirm =
                [](QWidget* parent, const QString& question) {
                    return QMessageBox::question(parent, QGuiApplication::applicationDisplayName(), question,
                                                 QMessageBox::Yes | QMessageBox::Cancel) == QMessageBox::Yes;
                },
            .figures = ExportQuestions::native()};
}

} // namespace longpeak
