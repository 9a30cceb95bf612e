using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Collections;
using Snnc.Compiler.CSharp;
using Snnc.Compiler.Semantics.Networks;
using Snnc.Compiler.Syntax;

namespace Snnc.Generator;

/// <summary>Says of a network with errors what can be said: its inputs and outputs as written, and their types as far as they were found.</summary>
internal static class Outlines
{
    private const string Steps = "steps";

    /// <summary>The outline of a network.</summary>
    public static NetworkOutline Of(NetworkSyntax network, Compilation compilation)
    {
        var bound = compilation.AllNetworks.FirstOrDefault(candidate => candidate.Name == network.Name.Text);
        var inputs = network.Members.OfType<InputSyntax>().Where(input => !input.Name.IsMissing)
            .Select(input => Port(input.Name.Text, bound?.Nodes.FirstOrDefault(node => node.Name == input.Name.Text)?.Type, bound, isIndex: false));
        var outputs = network.Members.OfType<OutputSyntax>().Where(output => !output.Name.IsMissing)
            .Select(output => Port(
                output.Name.Text, bound?.Outputs.FirstOrDefault(found => found.Name == output.Name.Text)?.Type, bound, IsIndex(output)));
        return new NetworkOutline(network.Name.Text, network.Documentation, IsStream(network), inputs.ToEquatableArray(), outputs.ToEquatableArray());
    }

    private static OutlinePort Port(string name, NetType? type, BoundNetwork? network, bool isIndex) => type is null
        ? new OutlinePort(name, null, isIndex)
        : new OutlinePort(name, type.Shape.Size * (type.Kind == TimeKind.Frame ? 1 : network?.Steps ?? 1), type.IsInt);

    // A class index is what a network mostly gives in whole numbers.
    private static bool IsIndex(OutputSyntax output) => output.Value is CallSyntax { Name.Text: "argmax" };

    private static bool IsStream(NetworkSyntax network) =>
        network.Members.OfType<TimeSyntax>().ToList() is { Count: > 0 } times
        && !times.SelectMany(time => time.Entries).Any(entry => entry.Name.Text == Steps);
}
