using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Snnc.Cli.Tests.Cases;

/// <summary>
/// A case in a text file: the files that a command meets, the command, and what it prints on standard error. Sections begin with <c>--- </c>:
/// <code>
/// --- file net.snn            its text
/// --- bytes cut.npz           its bytes in hexadecimal
/// --- repeat big.snn          COUNT TEXT
/// --- folder net.snn          a folder of this name
/// --- arrays data.npz         a line an array: NAME TYPE [SHAPE] = VALUE (every element); a .npy has one
/// --- command                 run net.snn --data data.npz
/// --- error                   all of standard error
/// </code>
/// </summary>
internal sealed record CommandCase(string Name, IReadOnlyList<CaseSection> Sections)
{
    public IReadOnlyList<string> Command => Sections.Single(s => s.Kind == "command").Body.Trim().Split(' ');

    public string Error => Sections.Single(s => s.Kind == "error").Body;

    public bool HasCommand => Sections.Any(s => s.Kind == "command");

    public static CommandCase Read(string path)
    {
        var sections = new List<CaseSection>();
        foreach (var part in ("\n" + File.ReadAllText(path)).Split("\n--- ").Skip(1))
        {
            var (head, body) = Cut(part, '\n');
            var (kind, name) = Cut(head, ' ');
            sections.Add(new CaseSection(kind, name.Trim(), body.EndsWith('\n') || body == "" ? body : body + "\n"));
        }

        return new CommandCase(Path.GetFileNameWithoutExtension(path), sections);
    }

    /// <summary>Makes the files of the case.</summary>
    public void MakeFiles(TemporaryFolder folder)
    {
        foreach (var section in Sections)
        {
            section.MakeFile(folder.PathOf(section.Name));
        }
    }

    private static (string Head, string Tail) Cut(string text, char at)
    {
        var place = text.IndexOf(at, StringComparison.Ordinal);
        return place < 0 ? (text, "") : (text[..place], text[(place + 1)..]);
    }
}
