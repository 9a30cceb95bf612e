namespace Snnc.Cli.Running;

/// <summary>When an inference ends before its last step.</summary>
/// <param name="Confidence">How sure its scores must be, from 0 to 1.</param>
/// <param name="Every">How many steps lie between looks.</param>
internal sealed record EarlyStop(float Confidence, int Every);
