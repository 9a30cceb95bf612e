namespace Snnc.Cli.Benchmarking;

/// <summary>How fast a network ran, and how it was measured.</summary>
internal sealed record BenchReport
{
    /// <summary>Gets the network's name.</summary>
    public required string Network { get; init; }

    /// <summary>Gets the back end's name.</summary>
    public required string Backend { get; init; }

    /// <summary>Gets the processor's model.</summary>
    public required string Processor { get; init; }

    /// <summary>Gets the number of different samples, which ran round and round.</summary>
    public required int Samples { get; init; }

    /// <summary>Gets the steps of an inference; null without time.</summary>
    public required int? Steps { get; init; }

    /// <summary>Gets the threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Gets the samples of a call.</summary>
    public required int Batch { get; init; }

    /// <summary>Gets the measured inferences.</summary>
    public required long Inferences { get; init; }

    /// <summary>Gets the time of the measured calls of the busiest thread.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the time of compiling and loading.</summary>
    public required double PreparationSeconds { get; init; }

    /// <summary>Gets what was measured.</summary>
    public required Speed Speed { get; init; }
}

/// <summary>How fast a network runs.</summary>
/// <param name="Median">Microseconds for an inference that half of the calls stay under.</param>
/// <param name="P10">Microseconds that one call in ten stays under.</param>
/// <param name="P90">Microseconds that nine calls in ten stay under.</param>
/// <param name="PerSecond">Inferences per second of all threads together.</param>
/// <param name="AllocatedBytes">Managed bytes that an inference allocates on the thread that calls it.</param>
internal sealed record Speed(double Median, double P10, double P90, double PerSecond, double AllocatedBytes);
