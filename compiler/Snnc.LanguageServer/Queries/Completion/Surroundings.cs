namespace Snnc.LanguageServer.Queries.Completion;

/// <summary>What kind of braces a place is inside of.</summary>
internal enum Surroundings
{
    /// <summary>None: the top of the file.</summary>
    File,

    /// <summary>A network.</summary>
    Network,

    /// <summary>A block.</summary>
    Block,

    /// <summary>A time block.</summary>
    Time,

    /// <summary>An activity block.</summary>
    Activity,

    /// <summary>A quantize block.</summary>
    Quantize,

    /// <summary>A neuron model.</summary>
    Neuron,

    /// <summary>The equations of a dynamics clause.</summary>
    Equations,

    /// <summary>The statements of an update or spike clause.</summary>
    Statements,

    /// <summary>The choices of a parameter.</summary>
    Choices,

    /// <summary>A test.</summary>
    Test,
}
