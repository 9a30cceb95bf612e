namespace Snnc.LanguageServer.Queries.Completion;

/// <summary>What a proposal is, for its picture.</summary>
internal enum ProposalKind
{
    Keyword, Operator, Model, Block, Node, Argument, Choice, State, Value, Function, Unit, File, Folder, Tensor, Type, Network,
}

/// <summary>Something that can be written at a place.</summary>
/// <param name="Label">What the list shows.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Detail">A short text beside the label.</param>
internal sealed record Proposal(string Label, ProposalKind Kind, string? Detail = null)
{
    /// <summary>Gets what is told of it.</summary>
    public string? Documentation { get; init; }

    /// <summary>Gets what is inserted, with <c>$1</c>, <c>${1:name}</c> for places to fill in; null where that is the label.</summary>
    public string? Snippet { get; init; }

    /// <summary>Gets how far down the list it stands: the likely things first.</summary>
    public int Rank { get; init; } = 5;
}
