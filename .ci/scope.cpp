// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plugin of clang, loaded into clang-tidy by .ci/lint: checks walk through the project's own declarations alone. Without
// it they walk through all that a file includes, to throw away what they find there, and nine tenths of their time with
// it. With it, what lies in a precompiled header is not even read. clangd limits its checks in the same way
// (clang-tools-extra/clangd/ParsedAST.cpp).

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclBase.h>
#include <clang/AST/DeclGroup.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendPluginRegistry.h>

#include <memory>
#include <string>
#include <vector>

namespace {

class Scope : public clang::ASTConsumer {
public:
    explicit Scope(const clang::SourceManager& sources) : m_sources(sources) {}

    bool HandleTopLevelDecl(clang::DeclGroupRef group) override {
        for (clang::Decl* each : group)
            if (isOwn(*each)) m_own.push_back(each);
        return true;
    }
    // The linter is the consumer behind this one, so it finds the scope set.
    void HandleTranslationUnit(clang::ASTContext& context) override { context.setTraversalScope(m_own); }

private:
    bool isOwn(const clang::Decl& declaration) const {
        // What a template makes is handed over too, and lies in its namespace.
        if (!declaration.getLexicalDeclContext()->isTranslationUnit()) return false;
        return !m_sources.isInSystemHeader(m_sources.getExpansionLoc(declaration.getLocation()));
    }

    const clang::SourceManager& m_sources;
    std::vector<clang::Decl*> m_own;
};

class ScopeAction : public clang::PluginASTAction {
protected:
    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler, llvm::StringRef) override {
        return std::make_unique<Scope>(compiler.getSourceManager());
    }
    bool ParseArgs(const clang::CompilerInstance&, const std::vector<std::string>&) override { return true; }
    ActionType getActionType() override { return AddBeforeMainAction; }
};

const clang::FrontendPluginRegistry::Add<ScopeAction> action("longpeak-scope",
                                                             "checks see the project's own code alone");

} // namespace
