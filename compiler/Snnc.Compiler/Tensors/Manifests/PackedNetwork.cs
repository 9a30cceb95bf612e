namespace Snnc.Compiler.Tensors.Manifests;

/// <summary>The weights file (.snnw) that a build made for a network.</summary>
/// <param name="Program">The .snn file, as seen from the project's folder; parts are divided by <c>/</c>.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Name">The name of the resource, or the file's path as seen from the program that the project builds.</param>
/// <param name="IsEmbedded">Whether it is a resource.</param>
/// <param name="Sha256">The SHA-256 of the file, in hexadecimal digits.</param>
public sealed record PackedNetwork(string Program, string Network, string Name, bool IsEmbedded, string Sha256);
