namespace Snnc.Cli.Running;

/// <summary>How samples are spread.</summary>
/// <param name="Threads">The most threads.</param>
/// <param name="Batch">How many samples a thread takes at a time.</param>
/// <param name="Stop">When an inference ends early, or null where it never does.</param>
internal sealed record RunSettings(int Threads, int Batch, EarlyStop? Stop = null);
