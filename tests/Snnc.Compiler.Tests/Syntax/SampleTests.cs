using System.Linq;
using Shouldly;
using Snnc.Compiler.Syntax;
using Xunit;

namespace Snnc.Compiler.Tests.Syntax;

public sealed class SampleTests
{
    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Sample_Parsed_HasNoDiagnostics(string sample) =>
        SyntaxTree.Parse(Samples.Read(sample)).Diagnostics.Select(Describe.Line).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void Sample_TokensJoined_IsTheSource(string sample)
    {
        var tree = SyntaxTree.Parse(Samples.Read(sample));
        string.Concat(tree.Tokens.Select(token => token.LeadingTrivia + token.Text)).ShouldBe(tree.Text.Content);
    }
}
