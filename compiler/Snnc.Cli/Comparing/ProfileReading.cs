using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Cli.Files;
using Snnc.Cli.Programs;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Cli.Comparing;

/// <summary>
/// Reads a program as a simulator would: the profile's models hide those of the prelude, and every profile that the program uses is this one. What the
/// program says of reset, comparison and integration of NIR's models is left out, for that is what the profile decides. The rest of the text stays,
/// place by place.
/// </summary>
internal static class ProfileReading
{
    private static readonly string[] NirModels = ["lif", "if_neuron", "li", "integrator", "cuba_lif", "cuba_li"];
    private static readonly string[] Decisions = ["reset", "compare", "integrate"];

    /// <summary>Compiles a program under a profile.</summary>
    /// <param name="notes">Takes what the profile overrides, and what it has not.</param>
    /// <exception cref="DiagnosticException">The program has errors under it.</exception>
    public static CompiledProgram Load(string path, string profile, ICollection<string> notes, VerbContext context)
    {
        var text = SourceFile.Read(path);
        var own = Models(profile);
        var elements = Elements(SyntaxTree.Parse(text).Root).Where(element => NirModels.Contains(element.Target.Name)).ToList();
        foreach (var missing in elements.Select(element => element.Target.Name).Distinct().Where(name => !own.Contains(name)))
        {
            notes.Add($"{profile} has no model '{missing}': that of the prelude is used");
        }

        var content = text.Content.ToCharArray();
        var decided = elements.Where(element => own.Contains(element.Target.Name) && LeaveOutDecisions(element, content))
            .Select(element => element.Label?.Text ?? element.Target.Name).ToList();
        if (decided.Count > 0)
        {
            notes.Add($"{profile} decides reset, comparison and integration of {string.Join(", ", decided)}");
        }

        var reading = new SourceText(text.Path, $"use \"{StandardLibrary.ReferenceOf(profile)}\"; {new string(content)}");
        return CompiledProgram.Compile(reading, files => new OneProfile(profile, files), context);
    }

    private static HashSet<string> Models(string profile)
    {
        var names = new HashSet<string>();
        var open = new Stack<string>([StandardLibrary.ReferenceOf(profile)]);
        while (open.TryPop(out var reference))
        {
            var root = SyntaxTree.Parse(StandardLibrary.Find(reference)!).Root;
            names.UnionWith(root.Declarations.OfType<NeuronSyntax>().Select(neuron => neuron.Name.Text));
            root.Declarations.OfType<UseSyntax>().ToList().ForEach(use => open.Push(use.Path.StringValue));
        }

        return names;
    }

    private static IEnumerable<ElementSyntax> Elements(FileSyntax file) =>
        from members in file.Declarations.Select(declaration => declaration switch
        {
            NetworkSyntax network => network.Members,
            BlockSyntax block => block.Members,
            _ => [],
        })
        from chain in members.OfType<ChainSyntax>()
        from element in chain.Source is ElementSourceSyntax first ? chain.Elements.Prepend(first.Element) : chain.Elements
        select element;

    private static bool IsDecision(ArgumentSyntax argument) => argument.Name is { } name && Decisions.Contains(name.Text);

    // An argument becomes spaces, and so does each comma that is then one too many. Whether there was anything to leave out.
    private static bool LeaveOutDecisions(ElementSyntax element, char[] content)
    {
        var arguments = (element.Arguments?.Arguments ?? []).ToList();
        var keptBefore = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var isKept = !IsDecision(arguments[i]);
            if (i > 0 && !(isKept && keptBefore))
            {
                Blank(content, arguments[i - 1].Span.End, arguments[i].Span.Start, c => c == ',');
            }

            if (!isKept)
            {
                Blank(content, arguments[i].Span.Start, arguments[i].Span.End, c => c is not ('\r' or '\n'));
            }

            keptBefore |= isKept;
        }

        return arguments.Any(IsDecision);
    }

    private static void Blank(char[] content, int start, int end, Predicate<char> isBlanked)
    {
        for (var i = start; i < end; i++)
        {
            content[i] = isBlanked(content[i]) ? ' ' : content[i];
        }
    }

    // Only the library's own names of profiles are taken: a file that stands beside the program stays what it is.
    private sealed class OneProfile(string profile, ISourceResolver files) : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) =>
            files.TryRead(fromPath, reference) is { } beside ? beside
            : StandardLibrary.Profiles.Select(StandardLibrary.ReferenceOf).Contains(reference) ? StandardLibrary.Find(StandardLibrary.ReferenceOf(profile))
            : null;
    }
}
