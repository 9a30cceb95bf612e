using System.Linq;
using Shouldly;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;
using Snnc.Tensors;
using Xunit;

namespace Snnc.Compiler.Tests.Diagnostics;

/// <summary>Mistakes of those who come from another system: the hint says what is to be written.</summary>
public sealed class HintTests
{
    [Theory]
    [InlineData("x -> fc1: Linear(4)", "did you mean 'dense'?")]
    [InlineData("x -> spikegen.rate", "did you mean 'encode.rate'?")]
    [InlineData("x -> n: Leaky(beta = 0.9)", "did you mean 'leaky'? `use \"profiles/snntorch.snn\";` brings a model of that name")]
    [InlineData("x -> n: LIFNode()", "`use \"profiles/spikingjelly.snn\";` brings a model of that name")]
    [InlineData("x -> Dropout(0.5)", "leave it out: once a network is trained it does nothing")]
    [InlineData("x -> n: leaky(learn_beta = 1)", "did you mean 'beta'? it takes leaky(beta, threshold, v_reset, reset, compare)")]
    [InlineData("x -> n: leaky(reset = \"zero\")", "a tensor in a file is written \"file.npz\"[\"name\"]; a choice stands without quotes")]
    [InlineData("x -> turned: dense(3)", "dense(3) of [2, 4]: weight is [out, in] = [3, 4]; one that is stored as [in, out] is taken by `weight = transpose(w[\"turned.weight\"])`")]
    [InlineData("x -> whole: dense(3)", "dense(3) of [2, 4]: weight is [out, in] = [3, 4]; `flatten` before it makes [2, 4] the 8 inputs that the tensor has")]
    [InlineData("x -> more: dense(3)", "dense(3) of [2, 4]: weight is [out, in] = [3, 4]; `dense(5)` is what the tensor fits")]
    [InlineData("x -> fc: dense(3, 4)", "dense(3) of [2, 4]: weight is [out, in] = [3, 4]; inputs are not counted out in the program, and a tensor is given as `weight = w[\"NAME\"]`")]
    [InlineData("x -> fc2: dense(3)", "the nearest is net.fc2.weight; another name than the label's is given as `weight = w[\"NAME\"]`")]
    public void Mistake_OfAnotherSystem_IsToldWhatToWrite(string chain, string hint) => Hints($"{chain};").ShouldContain(hint);

    [Fact]
    public void CommentOfAnotherLanguage_IsOneError()
    {
        Hints("# the \"first\" -> layer;\n x -> relu;").ShouldBe(["a comment starts with '//'"]);
    }

    private static string?[] Hints(string chain)
    {
        var text = new SourceText("net.snn",
            $"network N {{ time {{ step = 1 ms; steps = 4; }} weights w = \"net.npz\"; input x: spikes[2, 4]; {chain} output y = x; }}");
        var tensors = new NamedArrays("net.npz", [Of("turned.weight", 4, 3), Of("whole.weight", 3, 8), Of("more.weight", 5, 4), Of("net.fc2.weight", 3, 4)]);
        return [.. Compilation.Create(text, new FolderSources(), tensors).Diagnostics.Where(found => found.Severity == Severity.Error)
            .Select(found => found.Hint)];
    }

    private static NamedArray Of(string key, int rows, int columns) => new(key, [rows, columns], new float[rows * columns]);
}
