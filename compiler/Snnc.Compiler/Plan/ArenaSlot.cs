using System;

namespace Snnc.Compiler.Plan;

/// <summary>The back ends that hold something in a slot. What only one of them needs may lie where only another one's does.</summary>
[Flags]
public enum SlotUsers
{
    /// <summary>The emitted C#.</summary>
    CSharp = 1,

    /// <summary>Native code.</summary>
    Native = 2,

    /// <summary>Both.</summary>
    All = CSharp | Native,
}

/// <summary>The names of what a node holds in the arena.</summary>
public static class SlotPart
{
    /// <summary>The numbers of the present step.</summary>
    public const string Value = "value";

    /// <summary>Sums that go into states, which are 0 before and after: one array for all connections.</summary>
    public const string Zeros = "zeros";

    /// <summary>The targets of a step's sources, one after the other: one array for all connections.</summary>
    public const string Targets = "targets";

    /// <summary>Rows of a tile's steps, in the order of the node's plan.</summary>
    public const string Rows = "rows";

    /// <summary>Rows of a tile's steps in natural order, where those in the node's order are another.</summary>
    public const string NaturalRows = "natural rows";

    /// <summary>Rows of all steps, for a later loop.</summary>
    public const string Steps = "steps";

    /// <summary>Where the list of each step begins.</summary>
    public const string ListStarts = "list starts";

    /// <summary>The indices of what is not 0.</summary>
    public const string ListIndices = "list indices";

    /// <summary>The values that are not 0.</summary>
    public const string ListValues = "list values";

    /// <summary>For each step whether any of its values is other than 1.</summary>
    public const string ListOthers = "list others";

    /// <summary>Where the entries of each row or pixel of an image begin.</summary>
    public const string ListImages = "list image pieces";

    /// <summary>A bit for each element and step, of which lists are made.</summary>
    public const string Bits = "bits";

    /// <summary>Words with spikes of a step.</summary>
    public const string Fired = "fired";

    /// <summary>Who wakes in which step.</summary>
    public const string Resting = "resting";

    /// <summary>The sums of a tile of outputs, or of a convolution with channels innermost.</summary>
    public const string Sums = "sums";

    /// <summary>Where each block of a few steps begins in the list of the inputs that are not 0 in any of them.</summary>
    public const string BlockStarts = "block starts";

    /// <summary>How far the list of each step has been gone through, and how far its rows have been asked for.</summary>
    public const string Reached = "reached";

    /// <summary>The inputs of the blocks.</summary>
    public const string BlockInputs = "block inputs";

    /// <summary>What each of them is in each step of its block.</summary>
    public const string BlockValues = "block values";

    /// <summary>Where the inputs stand in the present block.</summary>
    public const string BlockPlaces = "block places";

    /// <summary>Where the steps in which an input is not 0 begin.</summary>
    public const string InputStarts = "input starts";

    /// <summary>How far they have been noted.</summary>
    public const string InputEnds = "input ends";

    /// <summary>These steps.</summary>
    public const string InputSteps = "input steps";

    /// <summary>What the input is in them.</summary>
    public const string InputValues = "input values";

    /// <summary>The sums of a row of a convolution, with margins.</summary>
    public const string ImageRow = "row";

    /// <summary>A row of an image between zeros.</summary>
    public const string PaddedRow = "padded";

    /// <summary>Where the weights of what a window sees lie.</summary>
    public const string WindowPlaces = "window places";

    /// <summary>The values of what it sees.</summary>
    public const string WindowValues = "window values";

    /// <summary>Rows of a state.</summary>
    public static string RowsOf(string state) => $"rows of {state}";

    /// <summary>The same as a population with channels last leaves them, until they are put into natural order.</summary>
    public static string ChannelsLastRowsOf(string state) => $"rows of {state} with channels last";

    /// <summary>A state's rows of all steps, for a later loop.</summary>
    public static string StepsOf(string state) => $"steps of {state}";
}

/// <summary>A piece of an instance's memory.</summary>
/// <param name="Node">The node that it belongs to.</param>
/// <param name="Part">What of the node it holds, as <see cref="SlotPart"/> names it.</param>
/// <param name="Bytes">Its size: whole lines of the cache.</param>
/// <param name="Life">When it holds that.</param>
/// <param name="Users">Who holds it.</param>
public sealed record ArenaSlot(string Node, string Part, long Bytes, Life Life, SlotUsers Users)
{
    /// <summary>Gets where it begins, in bytes.</summary>
    public long Offset { get; init; }

    /// <summary>Gets where it ends.</summary>
    public long End => Offset + Bytes;

    /// <summary>Whether two may not share bytes.</summary>
    public bool Excludes(ArenaSlot other) => (Users & other.Users) != 0 && Life.Overlaps(other.Life);
}
