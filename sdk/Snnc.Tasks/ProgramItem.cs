using System;
using System.Collections.Generic;
using Microsoft.Build.Framework;

namespace Snnc.Tasks;

/// <summary>A .snn file of a project, and what the project says of it.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record ProgramItem(string Path)
{
    private const string Float = "float", Int8 = "int8";

    /// <summary>Gets the full path of what was recorded of a network of it, or null.</summary>
    public string? Activity { get; init; }

    /// <summary>Gets whether weights are rounded to 8 bits.</summary>
    public bool IsRounded { get; init; }

    /// <summary>Gets what <c>snnc build</c> is told for the same: the file, and options.</summary>
    public string Arguments
    {
        get
        {
            var arguments = new List<string> { Quoted(Path) };
            arguments.AddRange(Activity is null ? Array.Empty<string>() : ["--activity", Quoted(Activity)]);
            arguments.AddRange(IsRounded ? ["--precision", Int8] : Array.Empty<string>());
            return string.Join(" ", arguments);
        }
    }

    /// <summary>Takes an item.</summary>
    /// <param name="projectFolder">What paths are relative to.</param>
    /// <param name="problem">What is wrong with it, or null.</param>
    public static ProgramItem Of(ITaskItem item, string projectFolder, out string? problem)
    {
        var (activity, precision) = (item.GetMetadata("SnnActivity").Trim(), item.GetMetadata("SnnPrecision").Trim());
        var isRounded = string.Equals(precision, Int8, StringComparison.OrdinalIgnoreCase);
        problem = isRounded || precision.Length == 0 || string.Equals(precision, Float, StringComparison.OrdinalIgnoreCase)
            ? null : $"SnnPrecision of {item.ItemSpec} is '{precision}', which is neither {Float} nor {Int8}.";
        return new ProgramItem(item.GetMetadata("FullPath"))
        {
            Activity = activity.Length == 0 ? null : System.IO.Path.GetFullPath(System.IO.Path.Combine(projectFolder, activity)),
            IsRounded = isRounded,
        };
    }

    private static string Quoted(string path) => $"\"{path}\"";
}
