namespace Snnc.Compiler.CSharp;

/// <summary>The weights file (.snnw) that the emitted <c>Load()</c> opens.</summary>
/// <param name="Name">The logical name of the resource, or the file's path as seen from the program's folder.</param>
/// <param name="Sha256">The SHA-256 of the whole file in hexadecimal digits; loading refuses any other.</param>
/// <param name="IsEmbedded">Whether it is a resource of the assembly that the class is compiled into; else it is a file beside the program.</param>
public sealed record WeightOrigin(string Name, string Sha256, bool IsEmbedded = true);
