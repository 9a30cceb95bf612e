namespace Snnc.Cost.Accelerators;

/// <summary>A peculiarity of the tool whose figures an accelerator has, as a switch.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What is counted differently, in a sentence.</param>
/// <param name="IsOn">Whether it is imitated; never unless asked for.</param>
public sealed record Quirk(string Name, string Meaning, bool IsOn = false);
