using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Snnc.Cli.Files;
using Snnc.Cli.Projects;
using Snnc.Compiler.Diagnostics;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc new NAME</c>: a project that builds and runs at once.</summary>
internal sealed class NewCommand : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "The project's name, and that of its folder." };

    public NewCommand()
        : base("new", "Makes a C# project with a trained network, which builds and runs at once.", "snnc new DigitReader && cd DigitReader && dotnet run")
    {
        _name.Validators.Add(result =>
        {
            var name = result.Tokens[0].Value;
            if (!IsName(Path.GetFileName(Path.TrimEndingDirectorySeparator(name))))
            {
                result.AddError($"'{name}' cannot be a project's name: letters, digits, '.', '-' and '_', and at first a letter");
            }
        });
        Add(_name);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        var folder = Path.TrimEndingDirectorySeparator(arguments.GetRequiredValue(_name));
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new DiagnosticException(Catalog.UnwritableFile(folder, "the folder is there already, and not empty"));
        }

        foreach (var (path, content) in ProjectTemplate.FilesOf(Path.GetFileName(folder)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            AtomicFile.Write(Path.Combine(folder, path), temporary => File.WriteAllBytes(temporary, content));
        }

        context.Terminal.Out.WriteLine($"{folder}: a program that reads handwritten digits");
        context.Terminal.Out.WriteLine($"  cd {folder}");
        context.Terminal.Out.WriteLine("  dotnet run");
        return ExitCode.Success;
    }

    private static bool IsName(string name) =>
        name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
