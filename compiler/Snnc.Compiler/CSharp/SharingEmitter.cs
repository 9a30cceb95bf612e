using System.Collections.Generic;
using System.Linq;

namespace Snnc.Compiler.CSharp;

/// <summary>Emits how threads share the tiles of the regions of which the plan says so.</summary>
internal sealed class SharingEmitter(ClassParts parts)
{
    /// <summary>The number of threads.</summary>
    public const string Threads = "_threads";

    /// <summary>What they share now.</summary>
    public const string Shared = "_shared";

    /// <summary>The method that shares a region.</summary>
    public const string Method = "Share";

    private bool IsNeeded => parts.SharedRegions.Count > 0;

    /// <summary>Gets the interface of a class that shares, after a comma.</summary>
    public string Interface => IsNeeded ? ", ISharedWork" : "";

    /// <summary>Gets the fields.</summary>
    public IEnumerable<string> Fields => IsNeeded ? [$"private int {Threads} = 1;", $"private (int Region, int T0, int Steps) {Shared};"] : [];

    /// <summary>The property that callers set.</summary>
    public void EmitProperty(CodeWriter writer)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        if (!IsNeeded)
        {
            writer.Line("public int Threads { get; set; } = 1;");
            return;
        }

        writer.Open("public int Threads");
        writer.Line($"get => {Threads};");
        writer.Open("set");
        writer.Line("ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);");
        writer.Lines(parts.MemberFields.Select(field => $"{field}.Grow(value);"));
        writer.Line($"{Threads} = value;");
        writer.Close();
        writer.Close();
    }

    /// <summary>The methods that share.</summary>
    public void EmitMethods(CodeWriter writer)
    {
        if (!IsNeeded)
        {
            return;
        }

        writer.Gap();
        writer.Open($"private void {Method}(int region, int t0, int steps, int tiles, bool isLong)");
        writer.Line($"{Shared} = (region, t0, steps);");
        writer.Line($"ThreadTeams.RunTiles(this, {Threads}, tiles, isLong);");
        writer.Close();
        writer.Gap();
        writer.Open("void ISharedWork.Run(int member, int from, int to)");
        writer.Line($"var (region, t0, steps) = {Shared};");
        writer.Open("switch (region)");
        for (var region = 0; region < parts.SharedRegions.Count; region++)
        {
            writer.Line($"case {region}:");
            writer.Line($"    {parts.SharedRegions[region]}");
            writer.Line("    break;");
        }

        writer.Close();
        writer.Close();
    }
}
