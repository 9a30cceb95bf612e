using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Snnc.Cli.Files;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Tensors;
using Snnc.Import;
using Snnc.Import.Nir;
using Snnc.Import.Writing;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc import MODEL -o OUT.snn</c>: a program of a model of another system.</summary>
internal sealed class ImportCommand : Verb
{
    private const string Ending = ".snn";

    private static readonly (string Suffix, decimal Seconds)[] Units = [("ns", 1e-9m), ("us", 1e-6m), ("ms", 1e-3m), ("s", 1)];

    private readonly Argument<string> _model = new("MODEL") { Description = $"A model of another system: {string.Join(", ", ModelFile.Endings)}." };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The program to write.", HelpName = "OUT.snn", Required = true };
    private readonly Option<int?> _steps = PositiveOption<int?>("--steps", "The steps of an inference; without it the network is a stream.", null);
    private readonly Option<string?> _dt = StepOption();
    private readonly Option<string?> _unit = ChoiceOption("--unit", "The unit of the file's time constants.", "s", "ms", "steps");
    private readonly Option<string?> _reset = ChoiceOption("--reset", "What a spike does to the membrane.", "zero", "subtract", "value");
    private readonly Option<string?> _method = ChoiceOption("--method", "How equations are integrated over a step.", "euler", "exact");
    private readonly Option<string?> _compare =
        ChoiceOption("--compare", "Whether a spike needs the threshold to be passed, or reached.", "above", "reached");

    private readonly Option<string?> _input = ChoiceOption("--input", "What the inputs are; any numbers where absent.", "signal", "spikes");
    private readonly Option<string?> _convention = ChoiceOption(
        "--convention", $"The system to read the model as: {string.Join(", ", NirImporter.Conventions)}.", [.. NirImporter.Conventions]);

    public ImportCommand()
        : base("import", "Makes a program of a model of another system.", "snnc import net.nir -o net.snn --dt 0.1ms --unit s --reset zero")
    {
        Add(_model);

        // All the names would make the column of options as wide as the screen.
        _convention.HelpName = "NAME";
        Add([_output, _steps, _dt, _unit, _reset, _compare, _method, _input, _convention]);
        RequireProgramEnding(_output);
    }

    /// <summary>Refuses the name of a file that no verb would take as a program.</summary>
    internal static void RequireProgramEnding(Option<string> output) => output.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && !result.Tokens[0].Value.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
        {
            result.AddError($"'{output.Name}' names a program, which ends in {Ending}, not '{result.Tokens[0].Value}'");
        }
    });

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var model = arguments.GetRequiredValue(_model);
        var program = new WrittenProgram(arguments.GetRequiredValue(_output));
        if (program.WeightsName.Contains('"', StringComparison.Ordinal))
        {
            throw new DiagnosticException(Catalog.UnwritableFile(program.Output, "a program cannot name its weights with a double quote"));
        }

        AtomicFile.Require(program.Output, program.Weights);
        var network = Import(model, Decisions(arguments, program));
        var written = program.Write(network.Text, network.Tensors);
        foreach (var reading in network.Readings)
        {
            context.Terminal.Out.WriteLine(reading);
        }

        context.Terminal.Out.WriteLine($"wrote {string.Join(" and ", written)}");
        return ExitCode.Success;
    }

    private ImportOptions Decisions(ParseResult arguments, WrittenProgram program)
    {
        var name = new Identifiers([]).Of(Path.GetFileNameWithoutExtension(program.Output));
        return new ImportOptions(name, program.WeightsName)
        {
            Steps = arguments.GetValue(_steps),
            StepSeconds = arguments.GetValue(_dt) is { } dt ? Seconds(dt) : null,
            Unit = arguments.GetValue(_unit) switch
            {
                "s" => TimeUnit.Seconds,
                "ms" => TimeUnit.Milliseconds,
                "steps" => TimeUnit.Steps,
                _ => null,
            },
            Reset = Chosen<ResetMode>(arguments.GetValue(_reset)),
            IsReached = arguments.GetValue(_compare) is { } compare ? compare == "reached" : null,
            InputsAreSpikes = arguments.GetValue(_input) == "spikes",
            Method = Chosen<IntegrationMethod>(arguments.GetValue(_method)),
            Convention = arguments.GetValue(_convention),
        };
    }

    /// <summary>The option that says how long a step is.</summary>
    internal static Option<string?> StepOption()
    {
        var option = new Option<string?>("--dt") { Description = "The length of a step, with its unit: 0.1ms.", HelpName = "TIME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Seconds(result.Tokens[0].Value) is null)
            {
                result.AddError($"'--dt' is a time with its unit, as 0.1ms or 1e-4s, not '{result.Tokens[0].Value}'");
            }
        });
        return option;
    }

    /// <summary>Imports a model.</summary>
    /// <exception cref="DiagnosticException">It is not there, or cannot be imported.</exception>
    internal static ImportedNetwork Import(string model, ImportOptions options)
    {
        if (!File.Exists(model))
        {
            throw new DiagnosticException(Directory.Exists(model)
                ? Catalog.UnreadableFile(model, "it is a folder", "name a file in it")
                : Catalog.NoSuchFile(model, SourceFile.Nearest(model)));
        }

        try
        {
            return ModelFile.Import(model, options);
        }
        catch (ImportException e)
        {
            throw new DiagnosticException(Catalog.UnusableModel(model, e.Message, e.Hint));
        }
        catch (TensorFormatException e)
        {
            throw new DiagnosticException(Catalog.UnusableModel(model, e.Message, e.Hint));
        }
    }

    private static Option<string?> ChoiceOption(string name, string description, params string[] choices)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }

    private static T? Chosen<T>(string? word)
        where T : struct, Enum => word is null ? null : Enum.Parse<T>(word, ignoreCase: true);

    /// <summary>What <c>--dt</c> says, in seconds; null for what is no time. A number without a unit could be anything.</summary>
    internal static double? Seconds(string text)
    {
        var unit = Array.Find(Units, unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal));
        return unit.Suffix is not null
            && decimal.TryParse(text.AsSpan(0, text.Length - unit.Suffix.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value > 0 ? (double)(value * unit.Seconds) : null;
    }
}
