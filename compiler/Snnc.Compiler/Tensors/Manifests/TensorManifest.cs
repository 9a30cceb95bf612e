using Snnc.Compiler.Collections;

namespace Snnc.Compiler.Tensors.Manifests;

/// <summary>What a container holds, in a few lines of text: for those who compile a program, but may not read its weights.</summary>
/// <param name="Path">The container, as seen from the project's folder; parts are divided by <c>/</c>.</param>
/// <param name="Tensors">What it holds, in its own order.</param>
public sealed record TensorManifest(string Path, EquatableArray<ManifestTensor> Tensors)
{
    /// <summary>Gets why the container cannot be read, or null where it can.</summary>
    public string? Error { get; init; }

    /// <summary>Gets what to do about that, or null.</summary>
    public string? Hint { get; init; }
}

/// <summary>A tensor of a manifest.</summary>
/// <param name="Info">Its key, stored type and shape.</param>
/// <param name="Statistics">What is known of its values; null where nobody has read them.</param>
public sealed record ManifestTensor(TensorInfo Info, TensorStatistics? Statistics);
