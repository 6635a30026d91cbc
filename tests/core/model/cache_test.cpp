// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/model.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <set>

// What a user of each shipped model caches, against figures worked out by hand from the published dimensions.

namespace longpeak {
namespace {

using test::catalogue;

const Model& preset(std::string_view id) {
    const Model* found = catalogue().model(id);
    if (found == nullptr) qFatal("no model of that id");
    return *found;
}

/// Bytes at two bytes an element, of all layers.
struct Cache {
    double perToken = 0;   ///< of layers that see every token
    double index = 0;      ///< index keys for each token
    double fullWindow = 0; ///< of layers with a window, once it is full
    double window = 1;     ///< its tokens
    double state = 0;      ///< of recurrent layers, in their own number format

    double at(double tokens) const {
        return (perToken + index) * tokens + fullWindow * std::min(tokens, window) / window + state;
    }
};

// layers · elements · bytes; elements of a layer: keys and values of each KV head, or latent and rotary key.
const std::pair<const char*, Cache> expected[] = {
    {"yi-34b-200k", {.perToken = 245760}},    // 60·2·8·128·2 B a token
    {"yi-6b-200k", {.perToken = 65536}},      // 32·2·4·128·2 B a token
    {"llama-2-7b", {.perToken = 524288}},     // 32·2·32·128·2 B a token
    {"llama-2-13b", {.perToken = 819200}},    // 40·2·40·128·2 B a token
    {"llama-2-70b", {.perToken = 327680}},    // 80·2·8·128·2 B a token
    {"llama-3-8b", {.perToken = 131072}},     // 32·2·8·128·2 B a token
    {"llama-3-70b", {.perToken = 327680}},    // 80·2·8·128·2 B a token
    {"llama-3.1-8b", {.perToken = 131072}},   // 32·2·8·128·2 B a token
    {"llama-3.1-70b", {.perToken = 327680}},  // 80·2·8·128·2 B a token
    {"llama-3.1-405b", {.perToken = 516096}}, // 126·2·8·128·2 B a token
    // 12·2·8·128·2 B a token; window 36·8192·2·8·128·2 B
    {"llama-4-scout", {.perToken = 49152, .fullWindow = 1207959552, .window = 8192}},
    // 12·2·8·128·2 B a token; window 36·8192·2·8·128·2 B
    {"llama-4-maverick", {.perToken = 49152, .fullWindow = 1207959552, .window = 8192}},
    {"mistral-7b-v0.1", {.perToken = 0, .fullWindow = 536870912, .window = 4096}}, // window 32·4096·2·8·128·2 B
    {"mixtral-8x7b", {.perToken = 131072}},                                        // 32·2·8·128·2 B a token
    {"mixtral-8x22b", {.perToken = 229376}},                                       // 56·2·8·128·2 B a token
    {"qwen2.5-7b", {.perToken = 57344}},                                           // 28·2·4·128·2 B a token
    {"qwen2.5-32b", {.perToken = 262144}},                                         // 64·2·8·128·2 B a token
    {"qwen2.5-72b", {.perToken = 327680}},                                         // 80·2·8·128·2 B a token
    {"qwen3-8b", {.perToken = 147456}},                                            // 36·2·8·128·2 B a token
    {"qwen3-32b", {.perToken = 262144}},                                           // 64·2·8·128·2 B a token
    {"qwen3-30b-a3b", {.perToken = 98304}},                                        // 48·2·4·128·2 B a token
    {"qwen3-235b-a22b", {.perToken = 192512}},                                     // 94·2·4·128·2 B a token
    {"qwen3-coder-480b-a35b", {.perToken = 253952}},                               // 62·2·8·128·2 B a token
    // state of a layer: 32·128·128 + 3·(2·16·128 + 32·128)
    {"qwen3-next-80b-a3b", {.perToken = 24576, .state = 39518208}}, // 12·2·2·256·2 B a token; state 36·548864·2 B
    // state of a layer: 64·128·128 + 3·(2·16·128 + 64·128)
    {"qwen3.5-397b-a17b", {.perToken = 30720, .state = 195379200}}, // 15·2·2·256·2 B a token; state 45·1085440·4 B
    // state of a layer: 48·128·128 + 3·(2·16·128 + 48·128)
    {"qwen3.5-27b", {.perToken = 65536, .state = 156893184}}, // 16·2·4·256·2 B a token; state 48·817152·4 B
    {"deepseek-v2", {.perToken = 69120}},                     // 60·(512 + 64)·2 B a token
    {"deepseek-v3", {.perToken = 70272}},                     // 61·(512 + 64)·2 B a token
    {"deepseek-v3.2", {.perToken = 70272, .index = 15616}},   // 61·(512 + 64)·2 B a token; index 61·128·2 B
    {"kimi-k2", {.perToken = 70272}},                         // 61·(512 + 64)·2 B a token
    {"kimi-k2.5", {.perToken = 70272}},                       // 61·(512 + 64)·2 B a token
    // state of a layer: 96·128·128 + 3·3·96·128
    {"kimi-k3",
     {.perToken = 27648, .state = 449372160}}, // 24·(512 + 64)·2 B a token; state 69·(96·128²·4 + 3·12288·3·2) B
    {"glm-5", {.perToken = 89856, .index = 19968}},  // 78·(512 + 64)·2 B a token; index 78·128·2 B
    {"glm-5.2", {.perToken = 89856, .index = 5376}}, // 78·(512 + 64)·2 B a token; index 21·128·2 B
    {"glm-4.5", {.perToken = 376832}},               // 92·2·8·128·2 B a token
    // 23·2·16·128·2 B a token; window 23·4096·2·16·128·2 B
    {"gemma-2-27b", {.perToken = 188416, .fullWindow = 771751936, .window = 4096}},
    // 10·2·16·128·2 B a token; window 52·1024·2·16·128·2 B
    {"gemma-3-27b", {.perToken = 81920, .fullWindow = 436207616, .window = 1024}},
    // 10·2·4·512·2 B a token; window 50·1024·2·16·256·2 B
    {"gemma-4-31b", {.perToken = 81920, .fullWindow = 838860800, .window = 1024}},
    // 5·2·2·512·2 B a token; window 25·1024·2·8·256·2 B
    {"gemma-4-26b-a4b", {.perToken = 20480, .fullWindow = 209715200, .window = 1024}},
    // The last 18 of 42 layers read earlier caches. 4·2·2·512·2 B a token; window 20·512·2·2·256·2 B
    {"gemma-4-e4b", {.perToken = 16384, .fullWindow = 20971520, .window = 512}},
    {"command-r", {.perToken = 1310720}},     // 40·2·64·128·2 B a token
    {"command-r-plus", {.perToken = 262144}}, // 64·2·8·128·2 B a token
    {"phi-3-medium", {.perToken = 204800}},   // 40·2·10·128·2 B a token
    {"falcon-40b", {.perToken = 122880}},     // 60·2·8·64·2 B a token
    {"falcon-180b", {.perToken = 163840}},    // 80·2·8·64·2 B a token
    {"gpt-3-175b", {.perToken = 4718592}},    // 96·2·96·128·2 B a token
    // 18·2·8·64·2 B a token; window 18·128·2·8·64·2 B
    {"gpt-oss-120b", {.perToken = 36864, .fullWindow = 4718592, .window = 128}},
    // 12·2·8·64·2 B a token; window 12·128·2·8·64·2 B
    {"gpt-oss-20b", {.perToken = 24576, .fullWindow = 3145728, .window = 128}},
    // state of a layer: 64·128·128
    {"minimax-01", {.perToken = 40960, .state = 146800640}}, // 10·2·8·128·2 B a token; state 70·1048576·2 B
    {"minimax-m2.5", {.perToken = 253952}},                  // 62·2·8·128·2 B a token
    {"minimax-m3", {.perToken = 122880, .index = 14592}},    // 60·2·4·128·2 B a token; index 57·128·2 B
    // Every second layer reads the cache of the one below: 32 of 64 keep one. 32·2·8·80·2 B a token
    {"hunyuan-large", {.perToken = 81920}},
    // state of a layer: 16384·16 + 3·16384
    {"jamba-1.5-large", {.perToken = 36864, .state = 39223296}}, // 9·2·8·128·2 B a token; state 63·311296·2 B
    // state of a layer: 8192·16 + 3·8192
    {"jamba-1.5-mini", {.perToken = 16384, .state = 8716288}}, // 4·2·8·128·2 B a token; state 28·155648·2 B
    // state of a layer: 64·64·128 + 3·(64·64 + 2·8·128)
    {"nemotron-3-nano", {.perToken = 6144, .state = 49930240}}, // 6·2·2·128·2 B a token; state 23·542720·4 B
    // state of a layer: 128·64·128 + 3·(128·64 + 2·8·128)
    {"nemotron-3-super", {.perToken = 8192, .state = 172687360}}, // 8·2·2·128·2 B a token; state 40·1079296·4 B
    // state of a layer: 256·64·128 + 3·(256·64 + 2·8·128)
    {"nemotron-3-ultra", {.perToken = 12288, .state = 413270016}}, // 12·2·2·128·2 B a token; state 48·2152448·4 B
    // 9·4·(192 + 128)·2 B a token; window 39·128·8·(192 + 128)·2 B
    {"mimo-v2-flash", {.perToken = 23040, .fullWindow = 25559040, .window = 128}},
};

class CacheTest : public QObject {
    Q_OBJECT

private slots:
    void growsAsPublished_data();
    void growsAsPublished();
};

void CacheTest::growsAsPublished_data() {
    QTest::addColumn<Cache>("cache");
    std::set<std::string> covered;
    for (const auto& [id, cache] : expected) {
        QTest::newRow(id) << cache;
        covered.insert(id);
    }
    for (const Model& model : catalogue().models) QVERIFY2(covered.contains(model.id), model.id.c_str());
}

void CacheTest::growsAsPublished() {
    QFETCH(Cache, cache);
    const Model& model = preset(QTest::currentDataTag());
    for (const double tokens : {4000.0, 50000.0, 128000.0, 1000000.0})
        QCOMPARE(cacheElements(model.architecture, Tokens(tokens)) * 2.0 + stateBytes(model.architecture).si(),
                 cache.at(tokens));
    QCOMPARE(cacheElementsPerToken(model.architecture) * 2.0, cache.perToken + cache.index);
    QCOMPARE(stateBytes(model.architecture).si(), cache.state);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::CacheTest)
#include "cache_test.moc"
