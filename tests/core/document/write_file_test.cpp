// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/write_file.h"

#include "core/full_disk.h"
#include "core/near.h"
#include "registry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace longpeak {
namespace {

using namespace test;
using namespace std::string_literals;

class WriteFileTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void writesEveryByte();
    void keepsPermissions();
    void replacesWhatALinkNames();
    void fullDiskKeepsTheOldFile();
    void fullDiskLeavesNoNewFile();
    void fullDeviceSaysSo();
    void whyNot_data();
    void whyNot();
    void slowReaderGetsEverything();
    void pipeThatNobodyReads();
    void readOnlyFileStays();
    void removesWhatKilledProgramsLeft();
    void setsAsideBesideWhatIsThere();

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    std::string place(const char* name) const { return path(name).toStdString(); }
    QByteArray content(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    QStringList names() const {
        return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void WriteFileTest::writesEveryByte() {
    const std::string bytes = "a\0b\r\n\xff"s + std::string(3'000'000, 'x');
    QVERIFY(writeFile(place("f"), bytes));
    QVERIFY(content("f") == QByteArray::fromStdString(bytes));
    QVERIFY(writeFile(place("f"), "short"));
    QCOMPARE(content("f"), QByteArray("short"));
    QVERIFY(writeFile(place("f"), ""));
    QCOMPARE(content("f"), QByteArray());
    QCOMPARE(names(), QStringList{QStringLiteral("f")});
}

void WriteFileTest::keepsPermissions() {
    QVERIFY(writeFile(place("f"), "old"));
    QVERIFY(QFile::setPermissions(path("f"), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const auto before = QFile::permissions(path("f"));
    QVERIFY(writeFile(place("f"), "new"));
    QCOMPARE(QFile::permissions(path("f")), before);
}

void WriteFileTest::replacesWhatALinkNames() {
    QVERIFY(writeFile(place("f"), "old"));
    QVERIFY(QFile::link(path("f"), path("link")));
    QVERIFY(writeFile(place("link"), "new"));
    QVERIFY(QFileInfo(path("link")).isSymLink());
    QCOMPARE(content("f"), QByteArray("new"));
}

void WriteFileTest::fullDiskKeepsTheOldFile() {
    QVERIFY(writeFile(place("f"), "what was there"));
    for (const std::size_t size : {std::size_t(17), std::size_t(5'000), std::size_t(1'000'000)}) {
        const auto written = [&] {
            const FullDisk full;
            return writeFile(place("f"), std::string(size, 'x'));
        }();
        QVERIFY(!written);
        QCOMPARE(written.faults().front().text(),
                 place("f") + ": /: cannot be written: the file would be larger than is allowed");
        QCOMPARE(content("f"), QByteArray("what was there"));
        QCOMPARE(names(), QStringList{QStringLiteral("f")});
    }
    QVERIFY(writeFile(place("f"), std::string(17, 'x')));
}

void WriteFileTest::fullDiskLeavesNoNewFile() {
    const FullDisk full;
    QVERIFY(!writeFile(place("new"), std::string(100, 'x')));
    QCOMPARE(names(), QStringList());
}

void WriteFileTest::fullDeviceSaysSo() {
    if (!QFile::exists(QStringLiteral("/dev/full"))) QSKIP("the system has no /dev/full");
    QCOMPARE(writeFile("/dev/full", "x").faults().front().reason.english(), "cannot be written: the disk is full"s);
}

void WriteFileTest::whyNot_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("reason");
    QTest::newRow("vanished folder") << "gone/f"
                                     << "its folder does not exist";
    QTest::newRow("below a file") << "file/f"
                                  << "what should be its folder is a file";
    QTest::newRow("a folder") << "folder"
                              << "it is a directory, not a file";
    QTest::newRow("long") << QString(256, QLatin1Char('n')) << "the name is too long";
    QTest::newRow("read-only") << "/proc/longpeak-test"
                               << "its folder does not exist"; // what that system says
}

void WriteFileTest::whyNot() {
    QFETCH(QString, name);
    QFETCH(QString, reason);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder")));
    QVERIFY(writeFile(place("file"), "old"));
    const QString target = QDir(m_folder->path()).absoluteFilePath(name);
    const auto written = writeFile(target.toStdString(), "new");
    QVERIFY(!written);
    QCOMPARE(written.faults().front().file, target.toStdString());
    QCOMPARE(QString::fromStdString(written.faults().front().reason.english()),
             QStringLiteral("cannot be written: ") + reason);
    QCOMPARE(content("file"), QByteArray("old"));
    QCOMPARE(names(), (QStringList{QStringLiteral("file"), QStringLiteral("folder")}));
}

void WriteFileTest::slowReaderGetsEverything() {
    QCOMPARE(::mkfifo(place("pipe").c_str(), 0600), 0);
    const std::string bytes(300'000, 'y'); // more than a pipe holds
    bool done = false;
    const int end = ::open(place("pipe").c_str(), O_RDONLY | O_NONBLOCK);
    std::thread writer([&] { done = bool(writeFile(place("pipe"), bytes)); });
    QByteArray got;
    pollfd ready{.fd = end, .events = POLLIN, .revents = 0};
    const bool comes = ::poll(&ready, 1, 10'000) == 1 && ::fcntl(end, F_SETFL, O_RDONLY) == 0;
    QFile pipe;
    const bool opened = comes && pipe.open(end, QIODevice::ReadOnly | QIODevice::Unbuffered, QFile::AutoCloseHandle);
    while (opened) {
        const QByteArray some = pipe.read(1000);
        if (some.isEmpty()) break;
        got += some;
    }
    writer.join();
    QVERIFY(opened && done);
    QVERIFY(got == QByteArray::fromStdString(bytes));
    QCOMPARE(names(), QStringList{QStringLiteral("pipe")});
}

/// It would be waited for.
void WriteFileTest::pipeThatNobodyReads() {
    QCOMPARE(::mkfifo(place("pipe").c_str(), 0600), 0);
    const auto written = writeFile(place("pipe"), "new");
    QVERIFY(!written);
    QCOMPARE(shown(written.faults().front().reason), "cannot be written: nobody reads the pipe");
}

/// Though its folder would let it be replaced.
void WriteFileTest::readOnlyFileStays() {
    if (::geteuid() == 0) QSKIP("may write to every file");
    QVERIFY(writeFile(place("f"), "old"));
    QVERIFY(QFile::setPermissions(path("f"), QFile::ReadOwner));
    QVERIFY(!writeFile(place("f"), "new"));
    QCOMPARE(content("f"), QByteArray("old"));
}

void WriteFileTest::removesWhatKilledProgramsLeft() {
    const auto hoursAgo = [&](const char* name, int hours) {
        QVERIFY(writeFile(place(name), "part"));
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QDateTime when = QDateTime::currentDateTime().addSecs(-3600 * hours);
        QVERIFY(file.setFileTime(when, QFileDevice::FileModificationTime));
    };
    hoursAgo("f.123.part", 2);
    hoursAgo("f.456.part", 0); // somebody may be at it
    for (const char* other : {"f.x1.part", "f.part", "f..part", "g.123.part", "f.123.parts"}) hoursAgo(other, 2);
    QVERIFY(writeFile(place("f"), "new"));
    QCOMPARE(names(), (QStringList{QStringLiteral("f"), QStringLiteral("f..part"), QStringLiteral("f.123.parts"),
                                   QStringLiteral("f.456.part"), QStringLiteral("f.part"), QStringLiteral("f.x1.part"),
                                   QStringLiteral("g.123.part")}));
}

void WriteFileTest::setsAsideBesideWhatIsThere() {
    for (const char* expected : {"f.damaged", "f.damaged-2", "f.damaged-3"}) {
        QVERIFY(writeFile(place("f"), expected));
        const auto aside = setAside(place("f"));
        QVERIFY(aside);
        QCOMPARE(*aside, place(expected));
        QCOMPARE(content(expected), QByteArray(expected));
        QVERIFY(!names().contains(QStringLiteral("f")));
    }
    const auto none = setAside(place("nothing"));
    QVERIFY(!none);
    QCOMPARE(none.faults().front().file, place("nothing"));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::WriteFileTest)

#include "write_file_test.moc"
