using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Snnc.Cli.Reporting;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Collections;

namespace Snnc.Cli;

/// <summary>The verbs and their wiring: parses the command line, runs a verb, and turns whatever happens into an exit code.</summary>
internal static partial class CommandLine
{
    // EPIPE, as .NET gives it on Unix.
    private const int BrokenPipe = 32;

    // A file name may begin with @; nothing is read from response files.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs one command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Invoke(IReadOnlyList<string> arguments, Terminal terminal)
    {
        try
        {
            var code = Dispatch(arguments, terminal);
            terminal.Out.Flush();
            return code;
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            // Whoever read the output has closed it (snnc ir net.snn | head).
            return ExitCode.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A descriptor that is closed is one that may not be written to.
            terminal.Error.WriteLine($"snnc: error: the output cannot be written: {e.Message}");
            return ExitCode.Error;
        }
    }

    private static int Dispatch(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var format = FormatOption();
        var root = CreateRoot(format);
        var parsed = CommandLineParser.Parse(root, arguments, Parsing);
        if (parsed.Action is null && parsed.Errors.Count == 0 && parsed.CommandResult.Command is Verb verb)
        {
            var diagnostics = Enum.Parse<DiagnosticFormat>(parsed.GetRequiredValue(format), ignoreCase: true);
            return GuardedRun.Of(terminal, diagnostics, context => verb.Run(parsed, context));
        }

        if (parsed.Errors.Count > 0)
        {
            return ReportUsage(parsed, root, terminal);
        }

        var invocation = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        return parsed.Invoke(invocation);
    }

    private static Option<string> FormatOption()
    {
        var format = new Option<string>("--diagnostics")
        {
            Description = "How errors and warnings are written to standard error.",
            Recursive = true,
            DefaultValueFactory = _ => "text",
        };
        return format.AcceptOnlyFromAmong("text", "json", "sarif");
    }

    private static RootCommand CreateRoot(Option format)
    {
        var root = new RootCommand("snnc: the compiler of .snn files, networks of artificial and spiking neurons.") { HelpName = "snnc" };
        foreach (var verb in AllVerbs.Create())
        {
            root.Add(verb);
        }

        root.Add(format);
        root.Directives.Clear();
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static int ReportUsage(ParseResult parsed, RootCommand root, Terminal terminal)
    {
        var command = parsed.CommandResult.Command;
        foreach (var message in Messages(parsed, command == root))
        {
            terminal.Error.WriteLine($"snnc: error: {message}");
        }

        foreach (var token in parsed.UnmatchedTokens)
        {
            if (EditDistance.Nearest(token, Words(command, root, token)) is { } nearest)
            {
                terminal.Error.WriteLine($"did you mean '{nearest}'?");
            }
        }

        var help = command == root ? "snnc --help" : $"snnc {command.Name} --help";
        terminal.Error.WriteLine($"'{help}' shows what can be written.");
        return ExitCode.Usage;
    }

    // Without a known verb all else is unknown too: what was meant to be the verb is the one thing to tell.
    private static IEnumerable<string> Messages(ParseResult parsed, bool isWithoutVerb) =>
        !isWithoutVerb ? parsed.Errors.Select(e => Sentence(e.Message)).Distinct()
        : parsed.UnmatchedTokens.Count == 0 ? ["a verb is missing: check, run, test, build ..."]
        : [$"there is no verb '{parsed.UnmatchedTokens[0]}'"];

    // Some messages list choices on lines of their own, and that of a number which cannot be read names .NET's type.
    private static string Sentence(string message)
    {
        var sentence = string.Join(" ", message.Split('\n').Select(line => line.Trim()).Where(line => line != "")).TrimEnd('.');
        var number = UnreadNumber().Match(sentence);
        var kind = number.Groups["type"].Value.Contains("Int") ? "a whole number below 2^31" : "a number";
        return number.Success ? $"'{number.Groups["option"]}' takes {kind}, not '{number.Groups["value"]}'" : sentence;
    }

    [GeneratedRegex("^Cannot parse argument '(?<value>.*)' for option '(?<option>.*)' as expected type '(?<type>.*)'$")]
    private static partial Regex UnreadNumber();

    private static IEnumerable<string> Words(Command command, RootCommand root, string token) =>
        token.StartsWith('-') ? command.Options.Concat(root.Options).Select(option => option.Name) : command.Subcommands.Select(verb => verb.Name);
}
