using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Snnc.Architecture.Tests;

/// <summary>What others can call says what it is.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void PublicType_HasASummary()
    {
        // The parts of a partial type share their documentation.
        var bare =
            from file in SourceFile.Product
            from type in file.Root.DescendantNodes().OfType<MemberDeclarationSyntax>()
            where IsPublicType(type)
            group (file, type) by (Project: file.Path.Split('/')[1], Name: NameOf(type)) into parts
            where !parts.Any(p => HasSummary(p.type))
            select $"{parts.First().file.At(parts.First().type)}: {parts.Key.Name}";

        bare.ShouldBeEmpty();
    }

    private static bool IsPublicType(MemberDeclarationSyntax member) =>
        member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        && member.Modifiers.Any(SyntaxKind.PublicKeyword)
        && member.Ancestors().OfType<BaseTypeDeclarationSyntax>().All(outer => outer.Modifiers.Any(SyntaxKind.PublicKeyword));

    private static string NameOf(MemberDeclarationSyntax type)
    {
        var own = type is DelegateDeclarationSyntax @delegate ? @delegate.Identifier : ((BaseTypeDeclarationSyntax)type).Identifier;
        var arity = type is TypeDeclarationSyntax { TypeParameterList.Parameters.Count: var count } ? $"`{count}" : "";
        var space = type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
        var outer = type.Ancestors().OfType<BaseTypeDeclarationSyntax>().Reverse().Select(t => t.Identifier.ValueText);
        return string.Join('.', [space, .. outer, own.ValueText + arity]);
    }

    private static bool HasSummary(MemberDeclarationSyntax type) =>
        type.GetLeadingTrivia().Select(t => t.GetStructure()).OfType<DocumentationCommentTriviaSyntax>().Any(doc => doc.Content.Any(IsSummary));

    private static bool IsSummary(XmlNodeSyntax node) => node switch
    {
        XmlElementSyntax element => element.StartTag.Name.ToString() == "summary",
        XmlEmptyElementSyntax empty => empty.Name.ToString() == "inheritdoc",
        _ => false,
    };
}
