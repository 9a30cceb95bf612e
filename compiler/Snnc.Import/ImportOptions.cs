namespace Snnc.Import;

/// <summary>What the user decides about an import. What is null is taken from the file, or is an error that names the option.</summary>
/// <param name="Name">The name of the network; made a valid one.</param>
/// <param name="WeightsFile">How the program names the file of its tensors, relative to itself.</param>
public sealed record ImportOptions(string Name, string WeightsFile)
{
    /// <summary>Gets the number of steps of an inference; without it the network is a stream.</summary>
    public int? Steps { get; init; }

    /// <summary>Gets the length of a step in seconds.</summary>
    public double? StepSeconds { get; init; }

    /// <summary>Gets the unit in which the file's time constants are.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>Gets what a spike does to the membrane.</summary>
    public ResetMode? Reset { get; init; }

    /// <summary>Gets a value indicating whether a spike needs the threshold to be reached only, and not passed.</summary>
    public bool? IsReached { get; init; }

    /// <summary>Gets how equations are integrated over a step.</summary>
    public IntegrationMethod? Method { get; init; }

    /// <summary>Gets a value indicating whether the inputs are spikes: whole numbers from 0. Otherwise they are any numbers.</summary>
    public bool InputsAreSpikes { get; init; }

    /// <summary>Gets the system that wrote the file, which says how it is meant.</summary>
    public string? Convention { get; init; }
}

/// <summary>A unit of time in a file that states none.</summary>
public enum TimeUnit
{
    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Steps of the network.</summary>
    Steps,
}

/// <summary>What a spike does to the membrane.</summary>
public enum ResetMode
{
    /// <summary>It becomes 0.</summary>
    Zero,

    /// <summary>It falls by the threshold.</summary>
    Subtract,

    /// <summary>It becomes the file's v_reset.</summary>
    Value,
}

/// <summary>How an equation is integrated over a step.</summary>
public enum IntegrationMethod
{
    /// <summary>By one step of Euler's forward method.</summary>
    Euler,

    /// <summary>By the exponential.</summary>
    Exact,
}
