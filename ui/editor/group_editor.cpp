// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/group_editor.h"

#include "editor/group_shape.h"
#include "editor/layout.h"

#include <QHBoxLayout>

namespace longpeak {
namespace {

using Kind = AttentionKind;

bool hasHeads(const LayerGroup& group) {
    return group.attention.attends() && group.attention.kind != Kind::Latent;
}

bool attends(const LayerGroup& group) {
    return group.attention.attends();
}

bool isWindowed(const LayerGroup& group) {
    return group.attention.kind == Kind::Window || group.attention.kind == Kind::Chunked;
}

bool isLatent(const LayerGroup& group) {
    return group.attention.kind == Kind::Latent;
}

bool isRecurrent(const LayerGroup& group) {
    return group.attention.kind == Kind::Recurrent;
}

bool canSelect(const LayerGroup& group) {
    return group.attention.kind == Kind::Full || group.attention.kind == Kind::Latent;
}

bool hasFeedForward(const LayerGroup& group) {
    return group.feedForward.kind != FeedForwardKind::None;
}

bool isMixture(const LayerGroup& group) {
    return group.feedForward.kind == FeedForwardKind::Mixture;
}

FieldSpec spec(const char* pointer, const QString& label, const QString& help, const QString& empty = {}) {
    return {.pointer = QLatin1String(pointer), .label = label, .help = help, .unit = Unit::Count, .empty = empty};
}

FieldSpec tokens(const char* pointer, const QString& label, const QString& help, const QString& empty = {}) {
    return {.pointer = QLatin1String(pointer), .label = label, .help = help, .unit = Unit::Tokens, .empty = empty};
}

} // namespace

GroupEditor::GroupEditor(LayerGroup start, std::function<double()> hidden, QWidget* parent)
    : QWidget(parent), m_hidden(std::move(hidden)), m_group(std::move(start)) {
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 12, 8); // beside the scroll bar
    columns->setSpacing(24);
    columns->addWidget(attentionColumn(), 1);
    columns->addWidget(feedForwardColumn(), 1);
    for (const Field* field : m_form.fields()) connect(field, &Field::edited, this, &GroupEditor::take);
    m_form.display(m_group);
}

QWidget* GroupEditor::attentionColumn() {
    auto* column = new FieldColumn(this);
    m_form.addNumber(
        column, spec("/layers", tr("Layers"), tr("Layers of this shape.")), [](auto& g) -> auto& { return g.layers; });
    column->addHeading(tr("Attention"));
    m_form.addWord(
        column, spec("/attention/kind", tr("Kind"), tr("How a layer sees earlier tokens, and so what it caches.")),
        {tr("full"), tr("sliding window"), tr("chunked"), tr("latent (MLA)"), tr("recurrent"), tr("none")},
        [](auto& g) -> auto& { return g.attention.kind; });
    addHeads(column);
    addLatent(column);
    addRecurrence(column);
    addSelection(column);
    addVariants(column);
    column->arrange();
    return column;
}

void GroupEditor::addHeads(QWidget* parent) {
    m_form.addNumber(
        parent, tokens("/attention/window", tr("Tokens seen"), tr("Length of the window or chunk.")),
        [](auto& g) -> auto& { return g.attention.window; }, isWindowed);
    m_form.addNumber(
        parent, spec("/attention/query_heads", tr("Query heads"), tr("H_q")),
        [](auto& g) -> auto& { return g.attention.queryHeads; }, attends);
    m_form.addNumber(
        parent, spec("/attention/kv_heads", tr("KV heads"), tr("H_kv: the cache grows with them.")),
        [](auto& g) -> auto& { return g.attention.kvHeads; }, hasHeads);
    m_form.addNumber(
        parent, spec("/attention/head_dim", tr("Head dimension"), tr("Of queries and keys.")),
        [](auto& g) -> auto& { return g.attention.headDim; }, hasHeads);
    m_form.addNumber(
        parent,
        spec("/attention/value_dim", tr("Value dimension"), tr("Of the values of a head, where it is another."),
             tr("as the head")),
        [](auto& g) -> auto& { return g.attention.valueDim; }, hasHeads);
}

void GroupEditor::addLatent(QWidget* parent) {
    m_form.addNumber(
        parent, spec("/attention/kv_rank", tr("KV rank"), tr("Width of the latent that is cached.")),
        [](auto& g) -> auto& { return g.attention.latent.kvRank; }, isLatent);
    m_form.addNumber(
        parent, spec("/attention/rope_dim", tr("Rotary part"), tr("Of a query or key; cached beside the latent.")),
        [](auto& g) -> auto& { return g.attention.latent.ropeDim; }, isLatent);
    m_form.addNumber(
        parent, spec("/attention/nope_dim", tr("Plain part"), tr("Of a query or key, without positions.")),
        [](auto& g) -> auto& { return g.attention.latent.nopeDim; }, isLatent);
    // A second field of the same value, since here it must be given.
    auto* value = m_form.addNumber(
        parent, spec("/attention/value_dim", tr("Value dimension"), tr("Of the values of a head.")),
        [](auto& g) -> auto& { return g.attention.valueDim; }, isLatent);
    value->entry().setObjectName(QStringLiteral("/attention/value_dim.latent"));
    m_form.addNumber(
        parent,
        spec("/attention/query_rank", tr("Query rank"), tr("Of the queries’ pair of matrices."), tr("one full matrix")),
        [](auto& g) -> auto& { return g.attention.latent.queryRank; }, isLatent);
}

void GroupEditor::addRecurrence(QWidget* parent) {
    m_form.addText(
        parent, spec("/attention/form", tr("Form"), tr("“Mamba-2”, “gated delta net”, “lightning attention”.")),
        TextField::Lines::One, [](auto& g) -> auto& { return g.attention.recurrence.form; }, isRecurrent);
    const auto add = [this, parent](const FieldSpec& field, auto access) {
        m_form.addNumber(parent, field, access, isRecurrent);
    };
    add(
        spec("/attention/input_width", tr("Input width"), tr("Columns of all matrices that read the residual stream.")),
        [](auto& g) -> auto& { return g.attention.recurrence.inputWidth; });
    add(
        spec("/attention/output_width", tr("Output width"), tr("Rows of the matrix that writes it.")),
        [](auto& g) -> auto& { return g.attention.recurrence.outputWidth; });
    add(
        spec("/attention/inner_matrices", tr("Inner matrices"), tr("Elements of matrices in between."), tr("none")),
        [](auto& g) -> auto& { return g.attention.recurrence.innerMatrices; });
    add(
        spec("/attention/vectors", tr("Vectors"), tr("Elements of convolutions, decays, norms and biases."),
             tr("none")),
        [](auto& g) -> auto& { return g.attention.recurrence.vectors; });
    add(
        spec("/attention/state", tr("State"), tr("Elements kept for a user, whatever the context.")),
        [](auto& g) -> auto& { return g.attention.recurrence.state; });
    add(
        spec("/attention/state_bytes", tr("Bytes of an element"), tr("Of the state; it is often kept in 32 bits.")),
        [](auto& g) -> auto& { return g.attention.recurrence.stateBytes; });
    add(
        spec("/attention/flop_per_state_element", tr("FLOP of an element"), tr("Of a token: update and read-out.")),
        [](auto& g) -> auto& { return g.attention.recurrence.flopPerStateElement; });
}

void GroupEditor::addSelection(QWidget* parent) {
    m_form.addNumber(
        parent,
        tokens("/attention/selection/tokens", tr("Selected tokens"),
               tr("Sparse attention: an indexer scores every token, attention sees only the best."),
               tr("no selection")),
        [](auto& g) -> auto& { return g.attention.selection.tokens; }, canSelect);
    const auto selects = [](const LayerGroup& g) { return canSelect(g) && g.attention.selection.tokens > 0; };
    m_indexerHeads = m_form.addNumber(
        parent, spec("/attention/selection/heads", tr("Indexer heads"), tr("Of the indexer’s queries.")),
        [](auto& g) -> auto& { return g.attention.selection.heads; }, selects);
    m_indexerDim = m_form.addNumber(
        parent,
        spec("/attention/selection/head_dim", tr("Indexer dimension"), tr("Its cached key has that many elements.")),
        [](auto& g) -> auto& { return g.attention.selection.headDim; }, selects);
}

void GroupEditor::addVariants(QWidget* parent) {
    m_form.addFlag(
        parent,
        spec("/attention/shared", tr("Shares an earlier cache"),
             tr("Reads the cache of an earlier layer and keeps none (YOCO, cross-layer attention).")),
        [](auto& g) -> auto& { return g.attention.shared; }, attends);
    m_form.addFlag(
        parent,
        spec("/attention/key_is_value", tr("One projection, keys and values"),
             tr("One projection makes both, which are cached apart (Gemma 4).")),
        [](auto& g) -> auto& { return g.attention.keyIsValue; }, hasHeads);
    m_form.addFlag(
        parent, spec("/attention/output_gate", tr("Output gate"), tr("As wide as the heads’ output.")),
        [](auto& g) -> auto& { return g.attention.outputGate; }, hasHeads);
    m_form.addFlag(
        parent, spec("/attention/qkv_bias", tr("Biases"), tr("On queries, keys and values.")),
        [](auto& g) -> auto& { return g.attention.queryKeyValueBias; }, hasHeads);
    m_form.addFlag(
        parent, spec("/attention/qk_norm", tr("Query and key norms"), tr("A norm on queries and one on keys.")),
        [](auto& g) -> auto& { return g.attention.queryKeyNorm; }, hasHeads);
}

QWidget* GroupEditor::feedForwardColumn() {
    auto* column = new FieldColumn(this);
    column->addHeading(tr("Feed-forward"));
    m_form.addWord(
        column, spec("/feed_forward/kind", tr("Kind"), tr("How a layer transforms each token by itself.")),
        {tr("dense"), tr("mixture of experts"), tr("none")}, [](auto& g) -> auto& { return g.feedForward.kind; });
    m_form.addNumber(
        column, spec("/feed_forward/intermediate", tr("Intermediate size"), tr("Of the block, or of each expert.")),
        [](auto& g) -> auto& { return g.feedForward.intermediate; }, hasFeedForward);
    m_form.addFlag(
        column, spec("/feed_forward/gated", tr("Gated"), tr("Three matrices (SwiGLU) instead of two.")),
        [](auto& g) -> auto& { return g.feedForward.gated; }, hasFeedForward);
    addMixture(column);
    column->addHeading(tr("Other weights"));
    addExtras(column);
    column->arrange();
    return column;
}

void GroupEditor::addMixture(QWidget* parent) {
    const auto add = [this, parent](const FieldSpec& field, auto access) {
        m_form.addNumber(parent, field, access, isMixture);
    };
    add(
        spec("/feed_forward/experts", tr("Experts"), tr("Routed experts of a layer.")),
        [](auto& g) -> auto& { return g.feedForward.experts; });
    add(
        spec("/feed_forward/active", tr("Active"), tr("Routed experts that a token uses.")),
        [](auto& g) -> auto& { return g.feedForward.active; });
    add(
        spec("/feed_forward/shared_intermediate", tr("Shared experts"),
             tr("Intermediate size of all shared experts together."), tr("none")),
        [](auto& g) -> auto& { return g.feedForward.sharedIntermediate; });
    add(
        spec("/feed_forward/dense_intermediate", tr("Dense branch"),
             tr("Intermediate size of a dense block beside the experts."), tr("none")),
        [](auto& g) -> auto& { return g.feedForward.denseIntermediate; });
    add(
        spec("/feed_forward/expert_hidden", tr("Width of experts"),
             tr("That routed experts work in, where it is not the model’s."), tr("as the model")),
        [](auto& g) -> auto& { return g.feedForward.expertHidden; });
}

void GroupEditor::addExtras(QWidget* parent) {
    m_form.addNumber(
        parent, spec("/norms", tr("Norms"), tr("Norm vectors in each layer.")),
        [](auto& g) -> auto& { return g.norms; });
    m_form.addNumber(
        parent, spec("/extra_matrices", tr("Further matrices"), tr("Elements, each used once a token."), tr("none")),
        [](auto& g) -> auto& { return g.extraMatrices; });
    m_form.addNumber(
        parent, spec("/extra_vectors", tr("Further vectors"), tr("Elements of biases, sinks and scales."), tr("none")),
        [](auto& g) -> auto& { return g.extraVectors; });
}

LayerGroup GroupEditor::group() const {
    return trimmed(m_group);
}

void GroupEditor::take() {
    const LayerGroup before = m_group;
    m_faults = m_form.take(m_group);
    const bool otherKind = m_group.attention.kind != before.attention.kind ||
                           m_group.feedForward.kind != before.feedForward.kind;
    if (otherKind) { // the fields that come to sight start with something sound
        completeAttention(m_group.attention, m_hidden());
        completeFeedForward(m_group.feedForward, m_hidden());
        m_form.display(m_group);
        m_faults.clear();
    }
    if (completeSelection(m_group.attention)) {
        m_indexerHeads->display(m_group.attention.selection.heads);
        m_indexerDim->display(m_group.attention.selection.headDim);
    }
    m_form.showWhatApplies(m_group);
    emit edited();
}

} // namespace longpeak
