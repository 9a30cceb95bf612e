using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Snnc.Cli.Passes;
using Snnc.Cli.Programs;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tensors;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc ir FILE</c>: the graph IR, before, between and after the passes.</summary>
internal sealed class IrCommand : Verb
{
    private readonly Argument<string> _file = FileArgument("A .snn or .snnir file.");
    private readonly Option<string?> _network = NetworkOption();
    private readonly Option<string?> _after = new("--after")
    {
        Description = "Print the graph after this pass, after all, or after those that changed it.",
    };

    private readonly Option<string?> _passes = PassesOption();
    private readonly Option<string?> _stopAfter = new("--stop-after") { Description = "Run the passes up to this one, and print the graph." };
    private readonly Option<bool> _timePasses = new("--time-passes") { Description = "Write the time of each pass to standard error." };
    private readonly Option<bool> _verifyEach = new("--verify-each") { Description = "Verify the graph after each pass." };

    public IrCommand()
        : base(
            "ir",
            "Prints the graph IR (.snnir) of a program.",
            "snnc ir net.snn",
            "snnc ir net.snn --after changed",
            "snnc ir case.snnir --stop-after canonicalise",
            "snnc ir case.snnir --passes hoist,merge")
    {
        var passes = PassPipeline.Passes.Select(pass => pass.Name).ToArray();
        _after.AcceptOnlyFromAmong([.. passes, PassDump.All, PassDump.Changed]);
        _stopAfter.AcceptOnlyFromAmong(passes);
        Add(_file);
        Add([_network, _after, _passes, _stopAfter, _timePasses, _verifyEach]);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var timer = new PassTimer();
        var program = CompiledProgram.Load(arguments.GetRequiredValue(_file), context);
        foreach (var graph in program.Networks(arguments.GetValue(_network)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            Print(graph, program.Tensors, timer, arguments, context);
        }

        if (arguments.GetValue(_timePasses))
        {
            timer.Write(context.Terminal.Error);
        }

        return ExitCode.Success;
    }

    private void Print(Graph graph, ITensorResolver tensors, PassTimer timer, ParseResult arguments, VerbContext context)
    {
        var (after, stopAfter, passes) = (arguments.GetValue(_after), arguments.GetValue(_stopAfter), arguments.GetValue(_passes));
        var verifyEach = arguments.GetValue(_verifyEach);
        if (verifyEach)
        {
            PassVerifier.Verify(graph, "lowering");
        }

        var runsPasses = after is not null || stopAfter is not null || passes is not null || verifyEach || arguments.GetValue(_timePasses);
        var observer = new PassObserverGroup(Observers(after, verifyEach, context), timer);
        var options = PassesOf(passes) with { StopAfter = stopAfter, Tensors = tensors };
        var result = runsPasses ? PassPipeline.Run(graph, options, observer) : graph;
        if (after is null)
        {
            context.Terminal.Out.Write(IrPrinter.Print(stopAfter is null && passes is null ? graph : result));
        }
    }

    private static IReadOnlyList<IPassObserver> Observers(string? after, bool verifyEach, VerbContext context)
    {
        var observers = new List<IPassObserver>();
        if (after is not null)
        {
            observers.Add(new PassDump(after, context.Terminal.Out));
        }

        if (verifyEach)
        {
            observers.Add(new PassVerifier());
        }

        return observers;
    }
}
