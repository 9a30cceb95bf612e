using System;
using System.IO;
using System.Linq;
using Snnc.Cli.Terminals;

namespace Snnc.Cli.Tests;

/// <summary>What a command gave: its exit code, standard output and standard error, with paths of the test's folder made relative.</summary>
internal sealed record CommandRun(int Code, string Out, string Error)
{
    /// <summary>Runs a command in this process, as a pipe would see it: no terminal, no colour.</summary>
    public static CommandRun Of(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = CommandLine.Invoke(arguments, new Terminal(output, error, IsInteractive: false, HasColour: false, Width: 120));
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a command on a folder's files: arguments that name one are made absolute, and what is printed is without the folder.</summary>
    public static CommandRun In(TemporaryFolder folder, params string[] arguments)
    {
        var run = Of([.. arguments.Select(argument => IsFile(folder, argument) ? folder.PathOf(argument) : argument)]);
        var prefix = folder.Path + Path.DirectorySeparatorChar;
        string Relative(string text) => text.Replace(prefix, "", StringComparison.Ordinal);
        return run with { Out = Relative(run.Out), Error = Relative(run.Error) };
    }

    // What is there, and what the command is to write.
    private static bool IsFile(TemporaryFolder folder, string argument) =>
        !argument.StartsWith('-') && (Path.Exists(folder.PathOf(argument)) || Path.GetExtension(argument) is ".snn" or ".snnir" or ".npz" or ".npy");
}
