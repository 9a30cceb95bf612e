using System.IO;
using Shouldly;
using Xunit;

namespace Snnc.Cli.Tests.Verbs;

/// <summary><c>snnc check --target</c>: what fits a chip, and where in the program what does not.</summary>
public sealed class CheckTargetTests
{
    private const string Fits = """
        network N {
            time { step = 1 ms; steps = 10; }
            input x: spikes[8];
            x -> dense(300, weight = uniform(-1, 1, seed = 1), bias = none) -> a: lif();
            output y = count(a);
        }
        """;

    [Fact]
    public void Program_ThatFits_IsQuietAndItsPlacementDrawn()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("n.snn"), Fits);

        CommandRun.In(folder, "check", "n.snn", "--target", "loihi-davies18", "--placement", folder.PathOf("n.svg")).ShouldBe(new CommandRun(ExitCode.Success, "", ""));
        CommandRun.In(folder, "check", "n.snn", "--target", "loihi-sanafe", "--placement", folder.PathOf("n.txt")).Code.ShouldBe(ExitCode.Success);

        File.ReadAllText(folder.PathOf("n.svg")).ShouldStartWith("<svg");
        File.ReadAllText(folder.PathOf("n.txt")).ShouldContain("a: 300 neurons in 1 parts");
    }

    [Fact]
    public void Program_ThatDoesNotFit_SaysWhereAndWhatToDo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("n.snn"), Fits.Replace("spikes[8]", "spikes[5000]", System.StringComparison.Ordinal));

        var run = CommandRun.In(folder, "check", "n.snn", "--target", "loihi-davies18", "--placement", folder.PathOf("n.svg"));

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("n.snn(4,72): error SNN1006: 'a' fits no core of loihi-davies18");
        run.Error.ShouldContain("5,000 input axons, and there are 4,096");
        File.Exists(folder.PathOf("n.svg")).ShouldBeFalse();
    }

    [Fact]
    public void Target_Unknown_IsToldWithTheNearest()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("n.snn"), Fits);

        var run = CommandRun.In(folder, "check", "n.snn", "--target", "loihi-davies");

        run.Code.ShouldBe(ExitCode.Error);
        run.Error.ShouldContain("did you mean 'loihi-davies18'?");
    }
}
