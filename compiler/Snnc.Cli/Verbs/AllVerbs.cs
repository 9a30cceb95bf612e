using System.Collections.Generic;

namespace Snnc.Cli.Verbs;

/// <summary>The verbs in the order in which help lists them.</summary>
internal static class AllVerbs
{
    /// <summary>Gets the examples of <c>snnc --help</c>.</summary>
    public static string[] Examples { get; } = ["snnc check net.snn", "snnc run samples/digits/digits.snn", "snnc explain SNN0801"];

    /// <summary>New ones: a command belongs to one command line.</summary>
    public static IEnumerable<Verb> Create() =>
    [
        new CheckCommand(),
        new RunCommand(),
        new TestCommand(),
        new BuildCommand(),
        new IrCommand(),
        new PlanCommand(),
        new ProfileCommand(),
        new BenchCommand(),
        new RasterCommand(),
        new GraphCommand(),
        new CostCommand(),
        new AdviseCommand(),
        new TargetsCommand(),
        new CompareCommand(),
        new ImportCommand(),
        new ConvertCommand(),
        new ExportCommand(),
        new FmtCommand(),
        new ExplainCommand(),
        new NewCommand(),
        new LspCommand(),
        new CalibrateCommand(),
        new DoctorCommand(),
    ];
}
