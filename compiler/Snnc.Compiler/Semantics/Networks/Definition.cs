using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;

namespace Snnc.Compiler.Semantics.Networks;

/// <summary>A name that a file declares, with the file.</summary>
internal sealed record Definition(string Name, DeclarationSyntax Syntax, ProgramFile File)
{
    /// <summary>Gets the word that messages use for it.</summary>
    public string Kind => Syntax switch
    {
        ConstSyntax => "constant",
        NeuronSyntax => "neuron model",
        BlockSyntax => "block",
        _ => "network",
    };

    /// <summary>Gets where its name stands.</summary>
    public Location At => new(File.Tree.Text, NameOf(Syntax)!.Span);

    /// <summary>The name that a declaration declares, or null.</summary>
    public static Token? NameOf(DeclarationSyntax syntax) => syntax switch
    {
        ConstSyntax constant => constant.Name,
        NeuronSyntax neuron => neuron.Name,
        BlockSyntax block => block.Name,
        NetworkSyntax network => network.Name,
        _ => null,
    };
}
