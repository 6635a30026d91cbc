// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/config.h"

#include "registry.h"

#include <QtTest>

// What single keys of a config do: which layers have windows and experts, biases, names, and what is wrong or unknown.

namespace longpeak::test {

namespace {

/// "kind of attention or feed-forward: layers", summed over groups.
double layersWith(const Model& model, AttentionKind kind) {
    double sum = 0;
    for (const LayerGroup& group : model.architecture.groups)
        if (group.attention.kind == kind) sum += group.layers;
    return sum;
}

double mixtures(const Model& model) {
    double sum = 0;
    for (const LayerGroup& group : model.architecture.groups)
        if (group.feedForward.kind == FeedForwardKind::Mixture) sum += group.layers;
    return sum;
}

QJsonArray repeated(const QJsonArray& part, int times) {
    QJsonArray list;
    for (int i = 0; i < times; ++i)
        for (const QJsonValue& value : part) list.append(value);
    return list;
}

/// The config whose text_config has other values.
QJsonObject withText(QJsonObject object, std::initializer_list<std::pair<QString, QJsonValue>> values) {
    object["text_config"] = with(object["text_config"].toObject(), values);
    return object;
}

double parameters(const QJsonObject& object) {
    const auto result = imported(object);
    return result ? parameterCount(result->model.architecture) : 0;
}

} // namespace

class HuggingFaceConfigTest : public QObject {
    Q_OBJECT

private slots:
    void windows_data();
    void windows();
    void mixtureLayers_data();
    void mixtureLayers();
    void biases_data();
    void biases();
    void types_data();
    void types();
    void names_data();
    void names();
    void faults_data();
    void faults();
    void allFaultsAtOnce();
    void otherDocuments();
    void warnings_data();
    void warnings();
    void unknownType();
    void unknownTypeOfOtherNames();
    void unknownTypeWithExperts();
    void unknownTypeWithLatents();
};

void HuggingFaceConfigTest::windows_data() {
    QTest::addColumn<QJsonObject>("object");
    QTest::addColumn<double>("bounded"); // layers with a window
    QTest::addColumn<double>("window");
    const QJsonObject mistral = config("mistral-7b-v0.1");
    QTest::newRow("mistral says nothing: 4096") << with(mistral, {{"sliding_window", absent}}) << 32.0 << 4096.0;
    QTest::newRow("mistral says null: none") << with(mistral, {{"sliding_window", QJsonValue::Null}}) << 0.0 << 0.0;
    const QJsonArray half = repeated({"sliding_attention", "full_attention"}, 16);
    QTest::newRow("a list of layers") << with(mistral, {{"layer_types", half}}) << 16.0 << 4096.0;
    const QJsonObject qwen = config("qwen2.5-7b");
    const QJsonObject used = with(qwen, {{"use_sliding_window", true}, {"sliding_window", 8192}});
    QTest::newRow("qwen2 from a layer on") << with(used, {{"max_window_layers", 21}}) << 7.0 << 8192.0;
    QTest::newRow("qwen2 beyond its layers") << used << 0.0 << 0.0; // 28 of 28
    QTest::newRow("qwen2 switched off, whatever the list says")
        << with(qwen, {{"layer_types", repeated({"sliding_attention"}, 28)}}) << 0.0 << 0.0;
    const QJsonObject gemma = config("gemma-3-1b");
    QTest::newRow("gemma3 by another pattern") << with(gemma, {{"sliding_window_pattern", 2}}) << 13.0 << 512.0;
    QTest::newRow("gemma3 says nothing: each sixth")
        << with(gemma, {{"sliding_window_pattern", absent}}) << 22.0 << 512.0;
    QTest::newRow("gemma2 says nothing: 4096")
        << with(config("gemma-2-27b"), {{"sliding_window", absent}}) << 23.0 << 4096.0;
    QTest::newRow("gemma4 ends with a global layer")
        << withText(config("gemma-4-26b-a4b"), {{"layer_types", repeated({"sliding_attention"}, 30)}}) << 29.0
        << 1024.0;
    QTest::newRow("phi3 with a short one")
        << with(config("phi-3-medium-128k"), {{"sliding_window", 2047}}) << 40.0 << 2047.0;
    QTest::newRow("gpt-oss without a list") << with(config("gpt-oss-120b"), {{"layer_types", absent}}) << 18.0 << 128.0;
    QTest::newRow("cohere2 without a pattern: each fourth")
        << with(config("command-r7b"), {{"sliding_window_pattern", absent}}) << 24.0 << 4096.0;
    QTest::newRow("a list longer than the layers")
        << with(config("gpt-oss-120b"), {{"layer_types", repeated({"sliding_attention"}, 40)}}) << 36.0 << 128.0;
}

void HuggingFaceConfigTest::windows() {
    QFETCH(QJsonObject, object);
    const auto result = imported(object);
    QCOMPARE(faultsOf(result), QStringList());
    QTEST(layersWith(result->model, AttentionKind::Window), "bounded");
    QFETCH(double, window);
    for (const LayerGroup& group : result->model.architecture.groups)
        QCOMPARE(group.attention.window, group.attention.kind == AttentionKind::Window ? window : 0.0);
}

void HuggingFaceConfigTest::mixtureLayers_data() {
    QTest::addColumn<QJsonObject>("object");
    QTest::addColumn<double>("expected");
    const QJsonObject qwen = config("qwen3-235b-a22b"); // 94 layers
    QTest::newRow("each") << qwen << 94.0;
    QTest::newRow("each third: 3, 6, ...") << with(qwen, {{"decoder_sparse_step", 3}}) << 31.0;
    QTest::newRow("but the first and the last") << with(qwen, {{"mlp_only_layers", QJsonArray{0, 93}}}) << 92.0;
    QTest::newRow("each second of those")
        << with(qwen, {{"decoder_sparse_step", 2}, {"mlp_only_layers", QJsonArray{1, 2}}}) << 46.0;
    const QJsonObject deepseek = config("deepseek-v3"); // 61 layers, the first 3 dense
    QTest::newRow("each second from the fourth on: 4, 6, ..., 60") << with(deepseek, {{"moe_layer_freq", 2}}) << 29.0;
    QTest::newRow("a list of each") << with(deepseek, {{"moe_layer_freq", repeated({0, 1}, 31)}}) << 30.0;
    QTest::newRow("words for each") << with(deepseek,
                                            {{"mlp_layer_types", repeated({"dense", "sparse", "sparse"}, 21)}})
                                    << 40.0;
    QTest::newRow("none") << with(deepseek, {{"first_k_dense_replace", 61}}) << 0.0;
    QTest::newRow("llama4 by a list") << withText(config("llama-4-scout"), {{"moe_layers", QJsonArray{1, 5, 47}}})
                                      << 3.0;
    QTest::newRow("llama4 each third") << withText(config("llama-4-scout"), {{"interleave_moe_layer_step", 3}}) << 16.0;
    const QJsonObject jamba = config("jamba-1.5-large"); // 72 layers
    QTest::newRow("jamba each fourth") << with(jamba, {{"expert_layer_period", 4}, {"expert_layer_offset", 3}}) << 18.0;
    QTest::newRow("jamba with one expert") << with(jamba, {{"num_experts", 1}}) << 0.0;
    QTest::newRow("qwen3_next each second") << with(config("qwen3-next-80b-a3b"), {{"decoder_sparse_step", 2}}) << 24.0;
}

void HuggingFaceConfigTest::mixtureLayers() {
    QFETCH(QJsonObject, object);
    const auto result = imported(object);
    QCOMPARE(faultsOf(result), QStringList());
    QTEST(mixtures(result->model), "expected");
}

void HuggingFaceConfigTest::biases_data() {
    QTest::addColumn<QJsonObject>("plain");
    QTest::addColumn<QJsonObject>("biased");
    QTest::addColumn<double>("more"); // parameters
    const auto row = [](const char* name, const QString& file, const char* key, bool value, double more) {
        QTest::newRow(name) << config(file) << with(config(file), {{key, value}}) << more;
    };
    // 80 layers: 64·128 + 2·8·128 of queries, keys and values, and 8192 of the output.
    row("llama attention", "llama-3-70b", "attention_bias", true, 80.0 * (8192 + 2048 + 8192));
    row("llama feed-forward", "llama-3-70b", "mlp_bias", true, 80.0 * (2 * 28672 + 8192));
    row("qwen3 attention", "qwen3-8b", "attention_bias", true, 36.0 * (4096 + 2048 + 4096));
    row("glm has none on the output", "glm-4.5", "attention_bias", false, -92.0 * (96 + 2 * 8) * 128);
    row("glm norms", "glm-4.5", "use_qk_norm", false, -92.0 * 2 * 128);
    row("command-r norms each head", "command-r", "use_qk_norm", true, 40.0 * 128 * 128);
    row("falcon everywhere", "falcon-40b", "bias", true, 60.0 * (128 * 64 + 2 * 8 * 64 + 8192 + 32768 + 8192));
    row("falcon one after the other", "falcon-7b", "parallel_attn", false, 32.0 * 2 * 4544); // a norm and its bias
    row("deepseek on the ways down and out", "deepseek-v3", "attention_bias", true, 61.0 * (1536 + 576 + 7168));
    row("qwen2-moe without", "qwen1.5-moe-a2.7b", "qkv_bias", false, -24.0 * 3 * 2048);
    row("gpt-oss without in attention", "gpt-oss-120b", "attention_bias", false, -36.0 * (4096 + 1024 + 2880));
    row("minimax-m2 without norms", "minimax-m2.5", "use_qk_norm", false, -62.0 * 56 * 128);
    row("jamba projections", "jamba-1.5-large", "mamba_proj_bias", true, 63.0 * (2 * 16384 + 8192));
    row("one table more", "gemma-2-27b", "tie_word_embeddings", false, 256'000.0 * 4608);
}

void HuggingFaceConfigTest::biases() {
    QFETCH(QJsonObject, plain);
    QFETCH(QJsonObject, biased);
    QCOMPARE(faultsOf(imported(biased)), QStringList());
    QTEST(parameters(biased) - parameters(plain), "more");
}

void HuggingFaceConfigTest::types_data() {
    QTest::addColumn<QJsonObject>("values");
    QTest::addColumn<QString>("type");
    const auto quantized = [](const QJsonObject& how) { return QJsonObject{{"quantization_config", how}}; };
    QTest::newRow("float32") << QJsonObject{{"torch_dtype", "float32"}} << "fp32";
    QTest::newRow("new name of the key") << QJsonObject{{"torch_dtype", absent}, {"dtype", "float16"}} << "fp16";
    QTest::newRow("not told") << QJsonObject{{"torch_dtype", "auto"}} << "";
    QTest::newRow("gptq") << quantized({{"quant_method", "gptq"}, {"bits", 4}}) << "int4";
    QTest::newRow("awq") << quantized({{"quant_method", "awq"}, {"bits", 8}}) << "int8";
    QTest::newRow("bitsandbytes") << quantized({{"quant_method", "bitsandbytes"}, {"load_in_4bit", true}}) << "int4";
    QTest::newRow("modelopt") << quantized({{"quant_method", "modelopt"}, {"quant_algo", "NVFP4"}}) << "nvfp4";
    const QJsonObject weights{{"weights", QJsonObject{{"num_bits", 8}, {"type", "float"}}}};
    QTest::newRow("compressed-tensors") << quantized({{"quant_method", "compressed-tensors"},
                                                      {"config_groups", QJsonObject{{"group_0", weights}}}})
                                        << "fp8";
    QTest::newRow("of groups that tell nothing, the type they started from")
        << quantized({{"quant_method", "compressed-tensors"}, {"config_groups", QJsonObject{{"group_0", 1}}}})
        << "bf16";
}

void HuggingFaceConfigTest::types() {
    QFETCH(QJsonObject, values);
    QJsonObject object = config("llama-3-70b");
    for (auto it = values.begin(); it != values.end(); ++it) object[it.key()] = it.value();
    if (values.contains("dtype")) object.remove("torch_dtype");
    const auto result = imported(object);
    QCOMPARE(faultsOf(result), QStringList());
    QTEST(shown(result->model.nativeDtype), "type");
}

void HuggingFaceConfigTest::names_data() {
    QTest::addColumn<QJsonValue>("given"); // _name_or_path
    QTest::addColumn<std::string>("file");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* title, const QJsonValue& given, const std::string& file, const QString& id,
                        const QString& name) { QTest::newRow(title) << given << file << id << name; };
    row("repository", "meta-llama/Meta-Llama-3-70B", "x/config.json", "meta-llama-3-70b", "Meta-Llama-3-70B");
    row("dots stay", "Qwen/Qwen2.5-7B", "config.json", "qwen2.5-7b", "Qwen2.5-7B");
    row("folder of somebody", "/scratch/run 7/", "config.json", "run-7", "run 7");
    row("folder of the file", absent, "models/My_Model/config.json", "my-model", "My_Model");
    row("file", "", "models/Mine.json", "mine", "Mine");
    row("cache of snapshots", absent, "hub/models--org--Big-Model/snapshots/0a1b/config.json", "big-model",
        "Big-Model");
    row("nothing", absent, "config.json", "own-model", "own-model");
    row("nothing but dots", absent, "./../config.json", "own-model", "own-model");
    row("no letter to make an id of", "\u6a21\u578b", "config.json", "own-model", "own-model");
    row("letters beside others", "\u6a21\u578b-7B", "config.json", "7b", "\u6a21\u578b-7B");
    row("not UTF-8", absent, "\xff\xfe/config.json", "own-model", "own-model");
    row("endless", QString(5000, 'x'), "config.json", "own-model", "own-model");
}

void HuggingFaceConfigTest::names() {
    QFETCH(QJsonValue, given);
    QFETCH(std::string, file);
    const QJsonObject object = with(config("llama-2-7b"), {{"_name_or_path", given}});
    const auto result = importHuggingFace(QJsonDocument(object).toJson().toStdString(), file);
    QCOMPARE(faultsOf(result), QStringList());
    QTEST(shown(result->model.id), "id");
    QTEST(shown(result->model.name), "name");
    QCOMPARE(result->model.sources.size(), std::size_t{1});
    QVERIFY(!result->model.sources.front().reference.empty());
    QVERIFY(result->model.sources.front().reference.find('/') == std::string::npos);
}

void HuggingFaceConfigTest::faults_data() {
    QTest::addColumn<QJsonObject>("object");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const QString& file,
                        std::initializer_list<std::pair<QString, QJsonValue>> values,
                        const QStringList& expected) { QTest::newRow(name) << with(config(file), values) << expected; };
    row("no heads", "llama-3-70b", {{"num_attention_heads", 0}},
        {"/num_attention_heads: must be from 1 to 100000, not 0"});
    row("endless layers", "llama-3-70b", {{"num_hidden_layers", 1e30}},
        {"/num_hidden_layers: must be from 1 to 10000, not 1e+30"});
    row("minus", "llama-3-70b", {{"hidden_size", -8192}}, {"/hidden_size: must be from 1 to 1000000, not -8192"});
    row("half a layer", "llama-3-70b", {{"num_hidden_layers", 80.5}},
        {"/num_hidden_layers: must be a whole number, not 80.5"});
    row("text", "llama-3-70b", {{"vocab_size", "128K"}}, {"/vocab_size: must be a number, not string"});
    row("true", "llama-3-70b", {{"intermediate_size", true}}, {"/intermediate_size: must be a number, not boolean"});
    row("KV heads that do not divide", "llama-3-70b", {{"num_key_value_heads", 7}},
        {"/num_key_value_heads: must divide the 64 query heads evenly, not 7"});
    row("more KV heads than queries", "llama-3-70b", {{"num_key_value_heads", 128}},
        {"/num_key_value_heads: must divide the 64 query heads evenly, not 128"});
    row("a width that heads do not divide", "llama-3-70b", {{"hidden_size", 8193}},
        {"/num_attention_heads: must divide the hidden width of 8193 evenly where there is no head_dim, not 64"});
    row("a flag that is none", "llama-3-70b", {{"tie_word_embeddings", "no"}},
        {"/tie_word_embeddings: must be true or false, not string"});
    row("a type that is none", "llama-3-70b", {{"model_type", 7}}, {"/model_type: must be text, not number"});
    row("more experts than there are", "mixtral-8x7b", {{"num_experts_per_tok", 9}},
        {"/num_experts_per_tok: must not be more than the 8 experts"});
    row("no experts", "mixtral-8x7b", {{"num_local_experts", absent}},
        {"/num_local_experts: is missing; num_experts would do too"});
    row("too few words", "gpt-oss-120b", {{"layer_types", QJsonArray{"full_attention"}}},
        {"/layer_types: has 1 entries for 36 layers"});
    row("a word of another type", "gpt-oss-120b", {{"layer_types", repeated({"full_attention", "mamba"}, 18)}},
        {"/layer_types/1: must be one of full_attention, attention, deepseek_sparse_attention, indexed_attention, "
         "sliding_attention, not 'mamba'"});
    row("words that are none", "gpt-oss-120b", {{"layer_types", QJsonArray{"full_attention", 7}}},
        {"/layer_types/1: must be text, not number"});
    row("no list", "gpt-oss-120b", {{"layer_types", "full_attention"}}, {"/layer_types: must be a list, not string"});
    row("windows of no length", "gpt-oss-120b", {{"sliding_window", QJsonValue::Null}},
        {"/sliding_window: is missing, and there are layers that look no further"});
    row("a negative window", "mistral-7b-v0.1", {{"sliding_window", -1}},
        {"/sliding_window: must be from 0 to 1000000000, not -1"});
    row("an offset beyond its period", "jamba-1.5-large", {{"attn_layer_offset", 8}},
        {"/attn_layer_offset: must be less than attn_layer_period"});
    row("a mixer too wide", "jamba-1.5-large", {{"mamba_expand", 1000}},
        {"/mamba_expand: makes a mixer of width 16384000, which is more than 10000000"});
    row("too few kinds", "minimax-text-01", {{"attn_type_list", QJsonArray{0, 1}}},
        {"/attn_type_list: has fewer entries than there are layers"});
    row("a kind that is none", "minimax-text-01", {{"attn_type_list", repeated({0, 2}, 40)}},
        {"/attn_type_list/1: must be from 0 to 1, not 2"});
    row("no rank", "deepseek-v3", {{"kv_lora_rank", absent}}, {"/kv_lora_rank: is missing"});
    row("half an indexer", "deepseek-v3.2", {{"index_n_heads", absent}}, {"/index_n_heads: is missing"});
    row("no step", "deepseek-v3", {{"moe_layer_freq", 0}}, {"/moe_layer_freq: must be from 1 to 10000, not 0"});
    row("a step of text", "deepseek-v3", {{"moe_layer_freq", "often"}},
        {"/moe_layer_freq: must be a number, not string"});
    row("a block that is neither", "deepseek-v3", {{"mlp_layer_types", repeated({"dense", "thick"}, 31)}},
        {"/mlp_layer_types/1: must be dense or sparse, not 'thick'"});
    row("no part for text", "gemma-3-27b", {{"text_config", "none"}}, {"/text_config: must be an object, not string"});
    row("quantized by a number", "deepseek-v3", {{"quantization_config", 8}},
        {"/quantization_config: must be an object, not number"});
    QTest::newRow("in a part") << withText(config("gemma-3-27b"), {{"hidden_size", "wide"}})
                               << QStringList{"/text_config/hidden_size: must be a number, not string"};
    QTest::newRow("no layer keeps a cache")
        << withText(config("gemma-4-e4b"), {{"num_kv_shared_layers", 42}})
        << QStringList{"/text_config/num_kv_shared_layers: leaves no layer that keeps a cache"};
    QTest::newRow("a step of rotation") << withText(config("llama-4-maverick"), {{"no_rope_layers", QJsonArray{1}}})
                                        << QStringList{
                                               "/text_config/no_rope_layers: has fewer entries than there are layers"};
}

void HuggingFaceConfigTest::faults() {
    QFETCH(QJsonObject, object);
    QFETCH(QStringList, expected);
    const auto result = imported(object);
    QVERIFY(!result);
    QCOMPARE(faultsOf(result), expected);
    for (const Fault& fault : result.faults()) QCOMPARE(fault.file, configFile);
}

void HuggingFaceConfigTest::allFaultsAtOnce() {
    QCOMPARE(faultsOf(imported({{"model_type", "galactic"}})),
             (QStringList{"/hidden_size: is missing; n_embd, d_model, n_embed, dim would do too",
                          "/num_hidden_layers: is missing; n_layer, n_layers, num_layers would do too",
                          "/vocab_size: is missing; padded_vocab_size would do too",
                          "/num_attention_heads: is missing; n_head, n_heads, num_heads would do too",
                          "/intermediate_size: is missing; n_inner, ffn_dim, ffn_hidden_size, d_ff would do too"}));
    QCOMPARE(faultsOf(imported({{"model_type", "llama"}})).size(), 5);
    QCOMPARE(faultsOf(imported(with(config("deepseek-v3"), {{"num_hidden_layers", 0}, {"v_head_dim", 0.5}}))),
             (QStringList{"/num_hidden_layers: must be from 1 to 10000, not 0",
                          "/v_head_dim: must be from 1 to 100000, not 0.5"}));
}

void HuggingFaceConfigTest::otherDocuments() {
    const auto faultOf = [](const char* text) { return faultsOf(importHuggingFace(text, configFile)).value(0); };
    QCOMPARE(faultOf("[]"), "/: must be an object, not array");
    QCOMPARE(faultOf(""), "/: is empty");
    QVERIFY(faultOf("{\"a\": 1,").startsWith("/: line 1, column "));
    QCOMPARE(faultOf("{\"model_type\": \"llama\", \"model_type\": \"phi3\"}"),
             "/: has the key 'model_type' twice in one object");
    QCOMPARE(faultOf("{\"format\": \"longpeak-models\"}"),
             "/format: is not a key of a config.json; this is another document");
    QVERIFY(looksLikeHuggingFaceConfig("{\"architectures\": []}"));
    for (const char* text : {"{}", "[]", "", "{\"format\": \"longpeak-models\", \"model_type\": \"llama\"}", "7"})
        QVERIFY2(!looksLikeHuggingFaceConfig(text), text);
}

void HuggingFaceConfigTest::warnings_data() {
    QTest::addColumn<QJsonObject>("object");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* name, const QJsonObject& object, const QStringList& expected) {
        QTest::newRow(name) << object << expected;
    };
    row("none", config("llama-3-70b"), {});
    row("none though much is left out", config("gemma-2-27b"), {});
    row("tower", config("llama-4-scout"), {"/vision_config: is not counted: only the text model is"});
    row("prediction", config("glm-4.5"),
        {"/num_nextn_predict_layers: is left out: multi-token prediction is not counted"});
    row("no layers of prediction", config("kimi-k2"), {});
    row("in the part and outside", config("qwen3.5-27b"),
        {"/text_config/mtp_num_hidden_layers: is left out: multi-token prediction is not counted",
         "/vision_config: is not counted: only the text model is"});
    row("experts where none are known", with(config("llama-3-70b"), {{"num_experts", 8}}),
        {"/num_experts: is left out: this type is not known to use it"});
    row("indexers by a pattern", with(config("glm-5"), {{"index_topk_pattern", "FFS"}}),
        {"/index_topk_pattern: is left out: each layer is counted with an indexer of its own"});
    row("unknown type of weights", with(config("llama-3-70b"), {{"torch_dtype", "posit16"}}),
        {"/torch_dtype: is 'posit16', which is not known"});
    row("bits of no type",
        with(config("llama-3-70b"), {{"quantization_config", QJsonObject{{"quant_method", "gptq"}, {"bits", 3}}}}),
        {"/quantization_config/quant_method: is 'gptq', from which the type of the weights is not known"});
    row("unknown quantization",
        with(config("llama-3-70b"), {{"quantization_config", QJsonObject{{"quant_method", "quux"}}}}),
        {"/quantization_config/quant_method: is 'quux', from which the type of the weights is not known"});
}

void HuggingFaceConfigTest::warnings() {
    QFETCH(QJsonObject, object);
    QFETCH(QStringList, expected);
    const auto result = imported(object);
    QCOMPARE(warningsOf(result), expected);
    for (const QString& warning : expected) QVERIFY(shown(result->model.notes).contains(warning)); // and stay with it
}

void HuggingFaceConfigTest::unknownType() {
    const QString assumed = "; read as a decoder with gated feed-forwards, two norms a layer and no biases";
    QCOMPARE(warningsOf(imported(config("unknown"))),
             (QStringList{"/model_type: is 'galactic', which is not known" + assumed,
                          "/tie_word_embeddings: is missing; a head of its own is assumed",
                          "/num_key_value_heads: is missing; as many as the 32 query heads are assumed",
                          "/head_dim: is missing; the hidden width over the query heads is assumed, 128"}));
    // What the config says is not assumed.
    const QJsonObject told = with(config("unknown"),
                                  {{"tie_word_embeddings", true}, {"n_kv_heads", 8}, {"head_dim", 64}});
    const auto result = imported(told);
    QCOMPARE(warningsOf(result), QStringList{"/model_type: is 'galactic', which is not known" + assumed});
    QVERIFY(result->model.architecture.tiedEmbeddings);
    QCOMPARE(result->model.architecture.groups.front().attention.kvHeads, 8.0);
    QCOMPARE(result->model.architecture.groups.front().attention.headDim, 64.0);
    QCOMPARE(warningsOf(imported(with(told, {{"model_type", absent}}))),
             QStringList{"/model_type: is missing" + assumed});
    // A name of any length is told in short.
    QVERIFY(warningsOf(imported(with(told, {{"model_type", QString(5000, 'x')}}))).front().size() < 200);
}

void HuggingFaceConfigTest::unknownTypeOfOtherNames() {
    const QJsonObject windows = with(config("unknown"), {{"sliding_window", 1024}});
    QVERIFY(warningsOf(imported(windows))
                .contains("/sliding_window: is left out: which layers it bounds is not known, and "
                          "each is taken to see every earlier token"));
    QCOMPARE(layersWith(imported(windows)->model, AttentionKind::Full), 32.0);
    const QJsonArray half = repeated({"sliding_attention", "full_attention"}, 16);
    QCOMPARE(layersWith(imported(with(windows, {{"layer_types", half}}))->model, AttentionKind::Window), 16.0);
    const auto odd = imported(with(windows, {{"layer_types", repeated({"conv", "full_attention"}, 16)}}));
    QVERIFY(
        warningsOf(odd).contains("/layer_types: is not understood; every layer is taken to see every earlier token"));
    QCOMPARE(layersWith(odd->model, AttentionKind::Full), 32.0);

    const auto null = imported(with(config("unknown"), {{"n_inner", QJsonValue::Null}}));
    QVERIFY(warningsOf(null).contains("/n_inner: is null; 4 times the hidden width is assumed"));
    QCOMPARE(null->model.architecture.groups.front().feedForward.intermediate, 16384.0);
    const auto single = imported(with(config("unknown"), {{"multi_query", true}}));
    QCOMPARE(single->model.architecture.groups.front().attention.kvHeads, 1.0);
    const auto hybrid = imported(with(config("unknown"), {{"ssm_state_size", 128}}));
    QVERIFY(warningsOf(hybrid).contains(
        "/ssm_state_size: is left out: recurrent layers of this type are not known, and are "
        "counted as layers with attention"));
}

void HuggingFaceConfigTest::unknownTypeWithExperts() {
    // The config of a known type under another name: the same shape, and warnings.
    const auto mixtral = imported(with(config("mixtral-8x7b"), {{"model_type", "galactic"}}));
    QCOMPARE(parameterCount(mixtral->model.architecture), 46'702'792'704.0);
    QVERIFY(warningsOf(mixtral).contains(
        "/intermediate_size: is taken as the width of each expert, since no other is given"));
    const auto glm = imported(with(config("glm-4.5"), {{"model_type", "galactic"}}));
    QCOMPARE(mixtures(glm->model), 89.0);
    NEAR(parameterCount(glm->model.architecture), 352'797'829'024.0, 1e-5); // without biases and norms of queries
}

void HuggingFaceConfigTest::unknownTypeWithLatents() {
    const auto result = imported(with(config("deepseek-v3"), {{"model_type", "galactic"}}));
    QCOMPARE(layersWith(result->model, AttentionKind::Latent), 61.0);
    QCOMPARE(parameterCount(result->model.architecture),
             671'026'419'200.0 - 58 * 256); // without the biases of the experts
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::HuggingFaceConfigTest)
#include "hugging_face_config_test.moc"
