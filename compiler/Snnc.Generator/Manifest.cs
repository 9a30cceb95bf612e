using Snnc.Compiler.Collections;
using Snnc.Compiler.Tensors.Manifests;

namespace Snnc.Generator;

/// <summary>What one manifest file says.</summary>
/// <param name="Container">A container and its tensors, or null.</param>
/// <param name="Networks">The weights files that were made for networks.</param>
/// <param name="Recorded">How active networks were.</param>
internal sealed record Manifest(TensorManifest? Container, EquatableArray<PackedNetwork> Networks, EquatableArray<RecordedNetwork> Recorded);
