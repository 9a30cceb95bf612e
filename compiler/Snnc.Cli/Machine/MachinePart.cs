namespace Snnc.Cli.Machine;

/// <summary>Something that snnc uses.</summary>
/// <param name="Name">What it is.</param>
/// <param name="IsThere">Whether it was found.</param>
/// <param name="Found">What was found, or what works without it.</param>
/// <param name="Remedy">What to do about it, or null.</param>
internal sealed record MachinePart(string Name, bool IsThere, string Found, string? Remedy = null);
