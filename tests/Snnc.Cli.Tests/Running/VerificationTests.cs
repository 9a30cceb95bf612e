using System.IO;
using System.Threading;
using Shouldly;
using Snnc.Cli.Data;
using Snnc.Cli.Programs;
using Snnc.Cli.Reporting;
using Snnc.Cli.Running;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Passes;
using Snnc.Tensors;
using Xunit;

namespace Snnc.Cli.Tests.Running;

/// <summary>A difference between back ends is found and told.</summary>
public sealed class VerificationTests
{
    [Fact]
    public void Backend_ThatIsWrongInOneSample_IsFound()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("net.snn", "network N { input x: frame[3]; x -> y: relu; output z = y; }");
        NpzWriter.Write(folder.PathOf("net.data.npz"), [new NamedArray("x", [3, 3], new float[9])]);
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, IsInteractive: false, HasColour: false, Width: 80);
        var context = new VerbContext(terminal, new DiagnosticPrinter(terminal, DiagnosticFormat.Text), CancellationToken.None);
        var program = CompiledProgram.Load(path, context);
        var graph = program.Network(null);
        var samples = new SampleLoader(graph, program).Load(null, null, null);
        var reference = Backend.CreateReference(graph, PassOptions.Default, program.Tensors, program.PlaceOf(graph));
        var run = new NetworkRun(graph, reference, samples, 0) { Place = program.PlaceOf(graph), Tensors = program.Tensors };

        var difference = Verification.FirstDifference(run, new WrongRunner(reference, 2), reference, context);

        difference.ShouldBe("wrong and interpreter differ: sample 2: output z[0] is 0.25 and 0");
        Verification.FirstDifference(run, new WrongRunner(reference, 99), reference, context).ShouldBeNull();
        Catalog.BackendsDiffer(run.Place, difference!).Code.ShouldBe("SNN0842");
    }
}
