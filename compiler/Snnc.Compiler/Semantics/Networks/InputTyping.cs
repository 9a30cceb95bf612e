using System.Linq;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>Types of inputs: declared by a network, checked against what arrives by a block.</summary>
internal sealed class InputTyping(NetworkBuilder network)
{
    /// <summary>The type that a network's input declares.</summary>
    public NetType? Declared(NetNode node)
    {
        var syntax = node.Declared!;
        var kind = KindOf(syntax.Kind);
        if (kind is null)
        {
            return null;
        }

        var source = node.At.Source;
        if (kind == TimeKind.Frame && network.Time.IsStream)
        {
            network.Bag.Add(Catalog.NotInStream(new Location(source, syntax.Span), "a frame input"));
            return null;
        }

        if (syntax.Shape is null)
        {
            network.Bag.Add(Catalog.UnknownShape(node.At, node.Name, $"an input of a network says it: `input {node.Name}: {syntax.Kind.Text}[784];`"));
            return null;
        }

        var shape = new ShapeBinder(node.Scope!, source, network.Bag).Bind(syntax.Shape);
        return shape is null ? null : new NetType(kind.Value, shape, Dimension.None);
    }

    /// <summary>The type of a block's input, which is that of what arrives, if it agrees with what the block declares.</summary>
    public NetType? Passed(NetNode node, NetType arriving)
    {
        var syntax = node.Declared!;
        if (KindOf(syntax.Kind) is { } kind && !Accepts(kind, arriving.Kind))
        {
            network.Bag.Add(Catalog.DeclaredShape(node.Edges[0].At, node.Name, syntax.Kind.Text, arriving.ToString()));
            return null;
        }

        var shape = new ShapeBinder(node.Scope!, node.At.Source, network.Bag).Bind(syntax.Shape);
        if (shape is null || shape == arriving.Shape)
        {
            return arriving;
        }

        network.Bag.Add(Catalog.DeclaredShape(node.Edges[0].At, node.Name, $"{syntax.Kind.Text}{shape}", arriving.ToString()));
        return null;
    }

    /// <summary>Whether a value of one kind may stand where another is declared: spikes are a signal too.</summary>
    public static bool Accepts(TimeKind declared, TimeKind got) => declared == got || (declared == TimeKind.Signal && got == TimeKind.Spikes);

    /// <summary>The kind that a keyword names, or null for a missing one.</summary>
    public static TimeKind? KindOf(Token token) => token.Kind switch
    {
        TokenKind.FrameKeyword => TimeKind.Frame,
        TokenKind.SignalKeyword => TimeKind.Signal,
        TokenKind.SpikesKeyword => TimeKind.Spikes,
        _ => null,
    };
}
