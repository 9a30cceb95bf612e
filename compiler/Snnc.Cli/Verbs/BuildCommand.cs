using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Snnc.Cli.Building;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.Cli.Running;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Llvm;
using Snnc.Llvm.Products;
using Snnc.Runtime;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc build FILE -o DIR</c>: translates networks into files.</summary>
internal sealed class BuildCommand : Verb
{
    private const string Embedded = "embedded", External = "external";

    private readonly Argument<string> _file = FileArgument();
    private readonly Option<string?> _network = NetworkOption();
    private readonly Option<string> _folder = new("--output", "-o")
    {
        Description = "The folder to write to; made where it is missing.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly PlanningOptions _planning = new(isForThisMachine: false);
    private readonly Option<string> _namespace = new("--namespace")
    {
        Description = "The namespace of the classes.",
        DefaultValueFactory = _ => CSharpOptions.Default.Namespace,
    };

    private readonly Option<string> _emit = new("--emit")
    {
        Description = "What to write: a C# class with its weights, or native code with its C header.",
        DefaultValueFactory = _ => EmitFormat.CSharp,
    };

    private readonly Option<string?> _triple = new("--target-triple")
    {
        Description = "What native code is for, as aarch64-linux-gnu; this machine where absent.",
        HelpName = "TRIPLE",
    };

    private readonly Option<string?> _cpu = new("--cpu")
    {
        Description = "The processor, by LLVM's name, or 'native'; absent: this one, or the plainest of the triple's family.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _features = new("--features") { Description = "What it has besides, or lacks, as +v,-fma.", HelpName = "LIST" };
    private readonly Option<bool>[] _levels =
    [
        new("-O0") { Description = "Compile quickly." },
        new("-O1") { Description = "Optimise a little." },
        new("-O2") { Description = "Optimise." },
        new("-O3") { Description = "Optimise as much as LLVM can (the default)." },
    ];

    private readonly Option<string> _weights = new("--weights")
    {
        Description = "Where the weights are: in the native code, or in NAME.weights for its caller to hand over; "
            + "of a C# class in a resource NAME.snnw of its assembly, or in that file beside the program.",
        DefaultValueFactory = _ => Embedded,
    };

    public BuildCommand()
        : base(
            "build", "Translates networks, to be used by other programs.",
            "snnc build net.snn -o generated --emit csharp",
            "snnc build net.snn -o out --emit shared",
            "snnc build net.snn -o out --emit obj --target-triple thumbv7em-none-eabihf --cpu cortex-m4")
    {
        _emit.AcceptOnlyFromAmong(EmitFormat.Names);
        _weights.AcceptOnlyFromAmong(Embedded, External);
        Add(_file);
        Add([_folder, _emit, _network, .. _planning.All, _namespace, .. NativeOptions]);

        Validators.Add(result =>
        {
            if (_levels.Count(level => result.GetResult(level) is { Implicit: false }) > 1)
            {
                result.AddError("there are several of -O0, -O1, -O2 and -O3");
            }

            var stray = NativeOptions.Except([_weights]).FirstOrDefault(option => result.GetResult(option) is { Implicit: false });
            if (stray is not null && (result.GetResult(_emit)?.Tokens.LastOrDefault()?.Value ?? EmitFormat.CSharp) == EmitFormat.CSharp)
            {
                result.AddError($"'{stray.Name}' is for native code, and '--emit {EmitFormat.CSharp}' writes none");
            }
        });
    }

    private IEnumerable<Option> NativeOptions => [_triple, _cpu, _features, .. _levels, _weights];

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        AtomicFile.RequireFolder(arguments.GetRequiredValue(_folder));
        var native = NativeOf(arguments);
        native?.Check();
        var loaded = CompiledProgram.Load(arguments.GetRequiredValue(_file), context);
        var (program, passes) = _planning.Of(arguments, loaded, context, native is null ? Backend.CSharp : Backend.Native);

        // What runs step by step can be looked at.
        native = native is null ? null : native with { Options = native.Options with { IsObserved = !passes.IsOn(PlanPass.Fusion) } };
        var networks = program.Networks(arguments.GetValue(_network));
        if (arguments.GetRequiredValue(_emit) is EmitFormat.CSharp or EmitFormat.CSharpNative)
        {
            RefuseTwoOfAClass(networks, program);
        }

        foreach (var graph in networks)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var plan = Backend.Plan(graph, IsSmall(arguments) ? passes with { Disabled = [.. passes.Disabled, PlanPass.Batch, PlanPass.Threads] } : passes);
            if (native is not null)
            {
                native.Write(graph, plan, program, context);
            }
            else
            {
                WriteClass(plan, program, arguments, context);
            }
        }

        return ExitCode.Success;
    }

    private static void RefuseTwoOfAClass(IReadOnlyList<Graph> networks, CompiledProgram program)
    {
        var firsts = new Dictionary<string, Graph>();
        foreach (var graph in networks)
        {
            var name = CSharpEmitter.ClassNameOf(graph.Name, CSharpOptions.Default);
            if (!firsts.TryAdd(name, graph))
            {
                throw new DiagnosticException(Catalog.ClassTaken(program.PlaceOf(graph), graph.Name, name, $"'{firsts[name].Name}'"));
            }
        }
    }

    // Without an operating system memory is dear, and what several samples need at once would always be there.
    private bool IsSmall(ParseResult arguments) => arguments.GetValue(_triple)?.Contains("-none-", StringComparison.Ordinal) == true;

    private NativeBuild? NativeOf(ParseResult arguments)
    {
        var format = arguments.GetRequiredValue(_emit);
        var level = _levels.ToList().FindLastIndex(level => arguments.GetValue(level));
        var target = new TargetOptions(
            arguments.GetValue(_triple), arguments.GetValue(_cpu), arguments.GetValue(_features), level < 0 ? TargetOptions.Host.Optimization : level);
        var options = new ProductOptions(target, arguments.GetRequiredValue(_weights) == Embedded);
        return format == EmitFormat.CSharp
            ? null
            : new NativeBuild(format, arguments.GetRequiredValue(_folder), options, arguments.GetRequiredValue(_namespace));
    }

    // The weights as loading asks for them, so that the class runs without the files that the program names.
    private void WriteClass(ExecutionPlan plan, CompiledProgram program, ParseResult arguments, VerbContext context)
    {
        var options = CSharpOptions.Default with { Namespace = arguments.GetRequiredValue(_namespace) };
        var path = Path.Combine(arguments.GetRequiredValue(_folder), plan.Graph.Name);
        List<string> written = [$"{path}.cs"];
        if (Backend.ReadWeights(plan.Graph, program.Tensors) is { Count: > 0 } weights)
        {
            AtomicFile.Write(path + ".snnw", temporary =>
            {
                using var file = File.Create(temporary);
                WeightFile.Write(file, weights);
            });
            written.Add($"{path}.snnw");
            options = options with { Weights = OriginOf(path + ".snnw", arguments.GetRequiredValue(_weights) == Embedded) };
        }

        AtomicFile.WriteText(path + ".cs", CSharpEmitter.Emit(plan, options));
        written.ForEach(context.Terminal.Out.WriteLine);
    }

    private static WeightOrigin OriginOf(string path, bool isEmbedded)
    {
        using var file = File.OpenRead(path);
        return new WeightOrigin(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(file)), isEmbedded);
    }
}
