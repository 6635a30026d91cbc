// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/window_fixture.h"

#include "fuzz/pictures.h"
#include "preset/preset_file.h"

#include <QTemporaryDir>

namespace longpeak::test {

/// Files of every kind that a window may be given, sound and unsound, in a folder of their own.
class MonkeyFiles {
public:
    MonkeyFiles() {
        const Scenario paper = paper50k();
        add("scenario.json", documentOf(paper));
        add("other.json", documentOf(with(paper, "context", 1e6)));
        add("saved.json", documentOf(paper));
        Scenario named = paper;
        named.name = "<img src='/dev/zero'><b>" + std::string(2000, 'n') + "\n\x1b[31m \xe2\x80\xae</b>";
        named.note = std::string(20'000, 'x');
        add("named.json", documentOf(named));
        named.name = std::string(200'000, 'n');
        add("endless.json", documentOf(named));
        add("model.json", QByteArray::fromStdString(writeModelDocument(catalogue().models.back())));
        add("accelerator.json", QByteArray::fromStdString(writeAcceleratorDocument(catalogue().accelerators.back())));
        add("config.json", R"({"model_type": "llama", "hidden_size": 64, "intermediate_size": 128, "vocab_size": 100,
            "num_hidden_layers": 4, "num_attention_heads": 4, "num_key_value_heads": 2})");
        const FigureDocument figure{.figures = {"latency"}, .scenario = paper, .reference = paper4k()};
        const std::string carried = fuzz::svg(fuzz::xmlElement(writeFigureDocument(figure, catalogue())));
        add("figure.svg", QByteArray::fromStdString(carried));
        add("broken.json", R"({"format": "longpeak-scenario", "version": 1, "users": "many", "what": 1})");
        add("newer.json", R"({"format": "longpeak-scenario", "version": 99})");
        add("empty.json", {});
        QDir(m_folder.path()).mkdir(QStringLiteral("folder"));
        for (const char* each : {"folder", "missing.json", "gone/scenario.json", "new.json", "new.svg", "new.pdf",
                                 "new.png", "new.csv", "new.tex"})
            m_names << QString::fromLatin1(each);
        m_names << QString(255, QLatin1Char('n')) << QString(400, QLatin1Char('n')) + QStringLiteral(".json")
                << QString();
    }

    const QStringList& names() const { return m_names; }
    /// Of a name; nothing for none, as of a question that was not answered.
    QString path(const QString& name) const { return name.isEmpty() ? QString() : m_folder.filePath(name); }

private:
    void add(const char* name, const QByteArray& content) {
        m_names << QString::fromLatin1(name);
        writeFile(m_folder.filePath(m_names.last()), content);
    }

    QTemporaryDir m_folder;
    QStringList m_names;
};

} // namespace longpeak::test
