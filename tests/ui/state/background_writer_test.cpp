// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/background_writer.h"

#include "core/full_disk.h"
#include "document/write_file.h"
#include "ui/window_fixture.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <array>
#include <latch>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace longpeak {
namespace {

using namespace test;

class BackgroundWriterTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }

    void slowDiskKeepsNobodyWaiting();
    void newestTextOfAFileIsWritten();
    void failureIsToldAndForgottenWhenItPasses();
    void endsWithEverythingWritten();

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    BackgroundWriter::Write text(const char* name, const char* bytes) const {
        return
            [path = path(name).toStdString(), bytes = std::string(bytes)] { return longpeak::writeFile(path, bytes); };
    }
    QTemporaryDir m_folder;
};

/// A pipe that is open and full takes for ever, as a disk does that hangs.
void BackgroundWriterTest::slowDiskKeepsNobodyWaiting() {
    const std::string pipe = path("slow").toStdString();
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    const std::string much(300'000, 'x'); // no pipe holds so much by itself
    BackgroundWriter writer;
    QSignalSpy written(&writer, &BackgroundWriter::written);
    writer.write(path("slow"), [=] { return longpeak::writeFile(pipe, much); });
    writer.write(path("next"), text("next", "after it"));
    QVERIFY(!QFile::exists(path("next"))); // still waiting, and this line is reached
    std::string read;
    std::array<char, 4096> part{};
    const auto hasAll = [&] {
        for (ssize_t got = 0; (got = ::read(reader, part.data(), part.size())) > 0;)
            read.append(part.data(), static_cast<std::size_t>(got));
        return read.size() >= much.size();
    };
    QVERIFY(QTest::qWaitFor(hasAll, 60'000));
    QVERIFY(read == much);
    ::close(reader);
    QCOMPARE(writer.finish(), Faults());
    QCOMPARE(contentOf(path("next")), QByteArray("after it"));
    QCoreApplication::processEvents();
    QCOMPARE(written.count(), 2);
}

void BackgroundWriterTest::newestTextOfAFileIsWritten() {
    BackgroundWriter writer;
    std::latch go(1);
    writer.write(path("first"), [&go]() -> Result<Done> {
        go.wait();
        return Done{};
    });
    int older = 0;
    for (int i = 0; i < 5; ++i)
        writer.write(path("f"), [&older]() -> Result<Done> {
            ++older;
            return Done{};
        });
    writer.write(path("f"), text("f", "newest"));
    go.count_down();
    QCOMPARE(writer.finish(), Faults());
    QCOMPARE(older, 0);
    QCOMPARE(contentOf(path("f")), QByteArray("newest"));
}

void BackgroundWriterTest::failureIsToldAndForgottenWhenItPasses() {
    BackgroundWriter writer;
    const QSignalSpy failed(&writer, &BackgroundWriter::failed);
    {
        const FullDisk full;
        writer.write(path("f"), text("f", "longer than a full disk has room for"));
        const Faults faults = writer.finish();
        QCOMPARE(faults.size(), std::size_t(1));
        QCOMPARE(faults.front().file, path("f").toStdString());
    }
    QCoreApplication::processEvents();
    QCOMPARE(failed.count(), 1);
    QCOMPARE(writer.finish().size(), std::size_t(1)); // nothing has mended it
    writer.write(path("f"), text("f", "longer than a full disk has room for"));
    QCOMPARE(writer.finish(), Faults());
}

void BackgroundWriterTest::endsWithEverythingWritten() {
    {
        BackgroundWriter writer;
        for (const char* name : {"a", "b", "c"}) writer.write(path(name), text(name, name));
    }
    for (const char* name : {"a", "b", "c"}) QCOMPARE(contentOf(path(name)), QByteArray(name));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::BackgroundWriterTest)

#include "background_writer_test.moc"
