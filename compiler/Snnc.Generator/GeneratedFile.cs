namespace Snnc.Generator;

/// <summary>A file that is added to the C# compilation.</summary>
/// <param name="HintName">What it is called there; no two are alike.</param>
/// <param name="Text">Its text.</param>
internal sealed record GeneratedFile(string HintName, string Text);
