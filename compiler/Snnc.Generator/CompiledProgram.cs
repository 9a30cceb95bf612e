using Snnc.Compiler.Collections;
using Snnc.Compiler.Text;

namespace Snnc.Generator;

/// <summary>What the compilation of one file gives.</summary>
internal sealed record CompiledProgram(EquatableArray<CompiledNetwork> Networks, EquatableArray<Finding> Findings);

/// <summary>A network as C#.</summary>
/// <param name="Place">Its name in the file.</param>
/// <param name="Name">Its name.</param>
/// <param name="ClassName">The class, with its namespace.</param>
/// <param name="Code">The text of the class.</param>
internal sealed record CompiledNetwork(NamePlace Place, string Name, string ClassName, string Code);

/// <summary>Where a name stands, as a value.</summary>
/// <param name="RelativePath">The file, as seen from the project's folder.</param>
/// <param name="Path">The file, as the build gives it.</param>
internal sealed record NamePlace(string RelativePath, string Path, TextSpan Span, LinePosition Start, LinePosition End);
