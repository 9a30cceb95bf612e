using System;
using Snnc.Cli.Running;

namespace Snnc.Cli.Benchmarking;

/// <summary>How a network is measured.</summary>
/// <param name="Spread">Threads, and samples of a call.</param>
/// <param name="Time">How long it is measured; warming up takes half as long again, before.</param>
internal sealed record BenchSettings(RunSettings Spread, TimeSpan Time)
{
    /// <summary>Gets how long calls run unmeasured, until the runtime has optimised the code and the caches hold the weights.</summary>
    public TimeSpan WarmUp => Time / 2;
}
