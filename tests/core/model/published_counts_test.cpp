// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/config.h"

#include "preset/preset_file.h"
#include "registry.h"

#include <QtTest>

// Configs whose kinds of layers went unread once: what comes out against counts made by hand, matrix by matrix, each checked
// against what the makers publish. The files hold the keys of the published config.json that matter. Parameters within
// 0.6 %, caches to the byte in 16 bits.

namespace longpeak::test {
namespace {

struct Counts {
    double parameters;
    double active;
    double perToken; ///< bytes that one more token adds to a user's cache for good
    double at1000;   ///< bytes of cache and state of a user
    double at131072;
};

class PublishedCountsTest : public QObject {
    Q_OBJECT

private slots:
    void countsAsByHand_data();
    void countsAsByHand();
    void refusesWhatIsNoDecoder_data();
    void refusesWhatIsNoDecoder();
    void readsWhatPythonWrites();
    void saysWhatDoesNotFit_data();
    void saysWhatDoesNotFit();
    void aTokenizerBesideAModelIsNoTokenizer();
};

void PublishedCountsTest::countsAsByHand_data() {
    QTest::addColumn<Counts>("counts");
    const auto add = [](const char* name, const Counts& counts) { QTest::newRow(name) << counts; };
    add("afmoe", {26123974400, 3064739584, 16384, 65536000, 2248146944});              // Arcee 26B/3B
    add("chatglm", {9399951360, 8779194368, 40960, 40960000, 5368709120});             // THUDM 9.4B
    add("ernie4_5_moe-21b", {21825437888, 3352150208, 57344, 57344000, 7516192768});   // Baidu 21B/3B
    add("gpt2", {124439808, 123653376, 36864, 36864000, 4831838208});                  // 124,439,808
    add("gpt_neox", {20554567680, 20244713472, 1081344, 1081344000, 141733920768});    // EleutherAI 20.55B
    add("granitemoehybrid", {32207337984, 8803121664, 16384, 93706240, 2224805888});   // IBM card: 32B total, 9B active
    add("hunyuan", {388698126080, 51318798080, 81920, 81920000, 10737418240});         // Tencent 389B/52B
    add("hunyuan_v1_moe", {80393183232, 12747448320, 131072, 131072000, 17179869184}); // Tencent 80B/13B
    add("laguna", {117561977600, 8140974848, 49152, 124649472, 6517948416});           // poolside 118B-A8B
    add("lfm2", {2569272320, 2569272320, 16384, 16564224, 2147663872});                // Liquid card 2.6B
    add("mamba2", {7285403648, 7151185920, 0, 138149888, 138149888});               // Mistral card 7.3B (7,285,403,648)
    add("mimo_v2_flash", {308778780864, 14820985024, 23040, 48599040, 3045457920}); // Xiaomi 309B/15B
    add("minicpm3", {4073875968, 4073875968, 35712, 35712000, 4680843264});         // OpenBMB 4B (4.07B)
    add("minimax_m3_vl", {426174572928, 24733280640, 137472, 137472000, 18018729984});    // MiniMax 428B/23B
    add("mpt", {7345967616, 7345967616, 98304, 98304000, 12884901888});                   // Krutrim-1 7B
    add("nemotron-nas", {49867145216, 48816472064, 200704, 200704000, 26306674688});      // NVIDIA 49B
    add("nemotron", {4190509056, 3404077056, 131072, 131072000, 17179869184});            // NVIDIA Minitron-4B 4.19B
    add("nemotron_h-infinity", {120668707840, 12233366528, 8192, 178421760, 1243971584}); // NVIDIA 120B/12B
    add("nemotron_h", {31577940288, 3227754816, 6144, 55226368, 854388736}); // NVIDIA 31.6B/3.2B (3.6B with embeddings)
    add("opt", {65719701504, 65700808704, 2359296, 2359296000, 309237645312}); // Meta 66B
    add("phi", {1414562935, 1311508480, 196608, 196608000, 25769803776});      // Phi-1 1.3B (1.42B with vocab padded)
    add("qwen", {7721324544, 7098994688, 524288, 524288000, 68719476736});     // Qwen-7B 7.72B
    add("qwen3_omni_moe",
        {30532646912, 3042129920, 98304, 98304000, 12884901888}); // thinker text model of Qwen3-Omni-30B-A3B
    add("starcoder2", {7173923840, 7173923840, 65536, 65536000, 8589934592});    // BigCode 7B (7.17B)
    add("kimi_k3", {2779481465440, 104186602080, 27648, 477020160, 4073250816}); // Moonshot 2.8T
    add("kimi_linear", {49122681728, 3106972544, 8064, 51481600, 1100382208});   // Moonshot README 48B total, 3B active
    add("bailing_moe_linear", {16423448320, 1278865152, 8192, 24969216, 1090519040}); // inclusionAI card 16B/1.6B
    add("longcat_flash", {560664980480, 27149511680, 64512, 64512000, 8455716864});   // Meituan 560B/27B
    add("glm_moe_dsa", {743377019904, 40298947584, 95232, 95232000, 12482248704});    // Z.ai 744B/40B
    add("rwkv7", {191000000, 140668352, 0, 2396160, 2396160}); // 0.1B; 12 layers of 768 x 64 in 32 bits and two columns
    add("voxtral", {4014136320, 3611483136, 122880, 122880000, 16106127360}); // text model of Voxtral-Mini-3B
}

void PublishedCountsTest::countsAsByHand() {
    QFETCH(Counts, counts);
    constexpr double near = 0.006;
    constexpr double bytes = 2;
    const auto imported = importHuggingFace(configText(QString::fromLatin1(QTest::currentDataTag())), "config.json");
    QVERIFY2(imported, imported ? "" : imported.faults().front().text().c_str());
    const Architecture& shape = imported->model.architecture;
    QVERIFY2(std::abs(parameterCount(shape) / counts.parameters - 1) < near,
             qPrintable(QString::number(parameterCount(shape), 'f', 0)));
    QVERIFY2(std::abs(activeParameterCount(shape) / counts.active - 1) < near,
             qPrintable(QString::number(activeParameterCount(shape), 'f', 0)));
    const auto cache = [&](double context) {
        return std::round(cacheElements(shape, Tokens(context)) * bytes + stateBytes(shape).si());
    };
    QCOMPARE(cacheElementsPerToken(shape) * bytes, counts.perToken);
    QCOMPARE(cache(1000), counts.at1000);
    QCOMPARE(cache(131072), counts.at131072);
}

void PublishedCountsTest::refusesWhatIsNoDecoder_data() {
    QTest::addColumn<QString>("text");
    for (const char* name : {"bert", "siglip", "t5"})
        QTest::newRow(name) << QString::fromStdString(configText(QLatin1String(name)));
    QTest::newRow("an adapter") << QStringLiteral(R"({"peft_type": "LORA", "r": 16, "model_type": "llama"})");
    QTest::newRow("a tokenizer") << QStringLiteral(R"({"tokenizer_class": "LlamaTokenizer", "architectures": []})");
    QTest::newRow("settings of generation") << QStringLiteral(R"({"_from_model_config": true, "model_type": "llama"})");
    QTest::newRow("speech to text") << QStringLiteral(R"({"model_type": "whisper", "d_model": 1280})");
}

void PublishedCountsTest::refusesWhatIsNoDecoder() {
    QFETCH(QString, text);
    const auto imported = importHuggingFace(text.toStdString(), "config.json");
    QVERIFY(!imported);
    QCOMPARE(imported.faults().size(), std::size_t{1});
    const std::string fault = imported.faults().front().text();
    QVERIFY2(fault.find("not a decoder-only language model") != std::string::npos, fault.c_str());
}

/// Numbers as text, and those that JSON does not have; in a text they are words like others.
void PublishedCountsTest::readsWhatPythonWrites() {
    const auto read = [](const std::string& more) {
        return importHuggingFace(R"({"model_type": "llama", "hidden_size": "64", "num_hidden_layers": 2, )"
                                 R"("num_attention_heads": 4, "intermediate_size": 128, "vocab_size": 100)" +
                                     more + "}",
                                 "config.json");
    };
    const auto plain = read("");
    QVERIFY(plain);
    QCOMPARE(plain->model.architecture.hidden, 64.0);
    const auto odd = read(R"(, "a": NaN, "b": [Infinity, -Infinity], "c": "NaN, Infinity")");
    QVERIFY2(odd, odd ? "" : odd.faults().front().text().c_str());
    QVERIFY(odd->model.architecture == plain->model.architecture);
    const auto wrong = read(R"(, "head_dim": "many", "d": NaN)");
    QVERIFY(!wrong);
    const auto torn = read(", NaN");
    QVERIFY(!torn);
    QVERIFY(torn.faults().front().text().find("NaN") != std::string::npos ||
            torn.faults().front().text().find("line 1") != std::string::npos);
}

void PublishedCountsTest::saysWhatDoesNotFit_data() {
    QTest::addColumn<QString>("config");
    QTest::addColumn<QJsonObject>("values");
    QTest::addColumn<QString>("fault");
    const auto add = [](const char* config, const QJsonObject& values, const char* fault) {
        QTest::addRow("%s, %s", config, fault) << QString::fromLatin1(config) << values << QString::fromLatin1(fault);
    };
    add("hunyuan_v1_moe", {{"moe_topk", QJsonArray{8, 8, 8}}}, "/moe_topk: has 3 entries for 32 layers");
    add("hunyuan_v1_moe", {{"num_experts", QJsonArray()}}, "/num_experts: has 0 entries for 32 layers");
    add("hunyuan_v1_moe", {{"num_shared_expert", 100000}},
        "/num_shared_expert: makes the shared experts' width 307200000, which is more than 10000000");
    add("mimo_v2_flash", {{"hybrid_layer_pattern", QJsonArray()}},
        "/hybrid_layer_pattern: has 0 entries for 48 layers");
    add("qwen", {{"intermediate_size", 11}}, "/intermediate_size: must be even");
    add("chatglm", {{"multi_query_group_num", 5}},
        "/multi_query_group_num: must divide the 32 query heads evenly, not 5");
    add("mpt", {{"attn_config", QJsonObject{{"kv_n_heads", 7}}}},
        "/attn_config/kv_n_heads: must divide the 48 query heads evenly, not 7");
    add("nemotron_h", {{"hybrid_override_pattern", "MX"}},
        "/hybrid_override_pattern: must have one of M, *, -, E for each of the 52 layers");
    const QJsonObject nothing{{"no_op", true}};
    add("nemotron-nas", {{"num_hidden_layers", 1}, {"block_configs", QJsonArray{QJsonObject{{"attention", nothing}}}}},
        "/block_configs/0/ffn: is missing");
    add("nemotron-nas",
        {{"block_configs", QJsonArray{QJsonObject{{"attention", nothing}, {"ffn", QJsonObject()}}}},
         {"num_hidden_layers", 1}},
        "/: has no layer that keeps a cache");
    const QJsonObject linear{{"replace_with_linear", true}};
    add("nemotron-nas",
        {{"block_configs", QJsonArray{QJsonObject{{"attention", nothing}, {"ffn", linear}}}}, {"num_hidden_layers", 1}},
        "/block_configs/0: has neither attention nor a feed-forward");
    add("nemotron_h", {{"hybrid_override_pattern", "M*"}},
        "/hybrid_override_pattern: must have one of M, *, -, E for each of the 52 layers");
}

void PublishedCountsTest::saysWhatDoesNotFit() {
    QFETCH(QString, config);
    QFETCH(QJsonObject, values);
    QFETCH(QString, fault);
    QJsonObject changed = test::config(config);
    for (const QString& key : values.keys()) changed[key] = values[key];
    const auto result = imported(changed);
    QVERIFY(!result);
    QCOMPARE(shown(result.faults().front().text()), QString::fromStdString(configFile) + ": " + fault);
}

/// Whatever the layers are counted by.
void PublishedCountsTest::aTokenizerBesideAModelIsNoTokenizer() {
    for (const char* name : {"mpt", "chatglm", "gpt2", "longcat_flash", "llama-3-70b", "qwen3_omni_moe"}) {
        QJsonObject config = test::config(QString::fromLatin1(name));
        config["tokenizer_class"] = "AutoTokenizer";
        QVERIFY2(imported(config), name);
    }
}

} // namespace
} // namespace longpeak::test

Q_DECLARE_METATYPE(longpeak::test::Counts)

LONGPEAK_TEST(longpeak::test::PublishedCountsTest)

#include "published_counts_test.moc"
