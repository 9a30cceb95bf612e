using System.Collections.Generic;
using System.CommandLine;
using Snnc.Cli.Running;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Passes;

namespace Snnc.Cli.Verbs;

/// <summary>A command of <c>snnc</c>: an adapter from the command line to the compiler's parts.</summary>
internal abstract class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Gets what <c>--help</c> shows as examples.</summary>
    public string[] Examples { get; } = examples;

    /// <summary>Does it. Errors of the user's files are reported to the context or thrown as <see cref="DiagnosticException"/>.</summary>
    /// <returns>An <see cref="ExitCode"/>; success is turned into an error where one was reported.</returns>
    public abstract int Run(ParseResult arguments, VerbContext context);

    /// <summary>Takes options.</summary>
    protected void Add(IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            Add(option);
        }
    }

    /// <summary>The argument that is one program.</summary>
    public static Argument<string> FileArgument(string description = "A .snn file.") => new("FILE") { Description = description };

    /// <summary>The argument that is several programs.</summary>
    protected static Argument<string[]> FilesArgument() => new("FILE") { Description = "One or more .snn files.", Arity = ArgumentArity.OneOrMore };

    /// <summary>The option that picks one of several networks.</summary>
    public static Option<string?> NetworkOption() =>
        new("--network") { Description = "The network of the file; needed where it declares several.", HelpName = "NAME" };

    /// <summary>The option that picks what runs a network.</summary>
    protected static Option<string> BackendOption()
    {
        var option = new Option<string>("--backend")
        {
            Description = "What runs it: C# or native code compiled in memory, or the slow reference interpreter.",
            DefaultValueFactory = _ => Backend.CSharp,
        };
        return option.AcceptOnlyFromAmong(Backend.Names);
    }

    /// <summary>The option that names the inputs.</summary>
    protected static Option<string?> DataOption() => new("--data")
    {
        Description = "Inputs: .npz, .npy, IDX (.gz too) or a folder; the first axis counts samples.",
        HelpName = "PATH",
    };

    /// <summary>The option that turns passes on and off.</summary>
    internal static Option<string?> PassesOption()
    {
        var option = new Option<string?>("--passes")
        {
            Description = "Passes to leave out ('-hoist,-fusion') or alone to run ('merge,canonicalise'); 'all' and 'none' too.",
            HelpName = "LIST",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && PassSelection.Read(result.Tokens[0].Value, out var unknown) is null)
            {
                result.AddError($"there is no pass '{unknown}'; there are all, none, {string.Join(", ", PassSelection.Names)}, each also with - before it");
            }
        });
        return option;
    }

    /// <summary>What the option of <see cref="PassesOption"/> asks for.</summary>
    internal static PassOptions PassesOf(string? list) => PassSelection.Read(list ?? "", out _) ?? PassOptions.Default;

    /// <summary>An option that is a whole number from 1.</summary>
    internal static Option<T> PositiveOption<T>(string name, string description, T absent)
    {
        var option = new Option<T>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => absent };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var value) && value < 1)
            {
                result.AddError($"'{name}' must be at least 1, not {value}");
            }
        });
        return option;
    }
}
