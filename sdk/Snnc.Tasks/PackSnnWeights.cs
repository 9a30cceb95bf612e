using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Snnc.Compiler.Diagnostics;
using Snnc.Compiler.Text;

namespace Snnc.Tasks;

/// <summary>The build task that prepares the weights of a project's networks.</summary>
public sealed class PackSnnWeights : Task
{
    private const string Embedded = "Embedded", Content = "Content";

    /// <summary>Gets or sets the .snn files, with the metadata SnnActivity and SnnPrecision.</summary>
    [Required]
    public ITaskItem[] Programs { get; set; } = [];

    /// <summary>Gets or sets the files of weights.</summary>
    public ITaskItem[] Weights { get; set; } = [];

    /// <summary>Gets or sets where manifests and weights files go.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>Gets or sets the project's folder.</summary>
    [Required]
    public string ProjectFolder { get; set; } = "";

    /// <summary>Gets or sets where a program has its weights: <c>Embedded</c> in its assembly, or <c>Content</c>, in files beside it.</summary>
    public string Storage { get; set; } = Embedded;

    /// <summary>Gets or sets the folder beside the program that such files are in.</summary>
    public string ContentFolder { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var isContent = string.Equals(Storage, Content, StringComparison.OrdinalIgnoreCase);
        if (!isContent && !string.Equals(Storage, Embedded, StringComparison.OrdinalIgnoreCase))
        {
            Log.LogError($"SnnWeightStorage is '{Storage}', which is neither {Embedded} nor {Content}.");
            return false;
        }

        try
        {
            var project = Path.GetFullPath(ProjectFolder);
            var build = new WeightsBuild(project, Path.GetFullPath(Folder), isContent ? ContentFolder : null);
            foreach (var diagnostic in build.Run(ProgramsOf(project), PathsOf(Weights)))
            {
                Report(diagnostic);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Report(Catalog.UnwritableFile(Folder, e.Message.TrimEnd('.')));
        }
        catch (Exception e)
        {
            Report(Catalog.InternalError(Folder, $"{e.GetType().Name}: {e.Message.Split('\n')[0].TrimEnd('\r', '.', ' ')}"));
            Log.LogMessage(MessageImportance.Low, e.ToString());
        }

        return !Log.HasLoggedErrors;
    }

    private List<ProgramItem> ProgramsOf(string project)
    {
        var programs = new Dictionary<string, ProgramItem>(StringComparer.Ordinal);
        foreach (var item in Programs)
        {
            var program = ProgramItem.Of(item, project, out var problem);
            programs[program.Path] = program;
            if (problem is not null)
            {
                Log.LogError("{0}", problem);
            }
        }

        return [.. programs.Values];
    }

    private static List<string> PathsOf(IEnumerable<ITaskItem> items) => items.Select(item => item.GetMetadata("FullPath")).Distinct().ToList();

    private void Report(Diagnostic diagnostic)
    {
        var (at, message) = (diagnostic.Location, diagnostic.Hint is { } hint ? $"{diagnostic.Message}; {hint}" : diagnostic.Message);
        var start = at.Source.Content.Length == 0 ? default : at.Start;
        Log.LogError(null, diagnostic.Code, null, at.Path, start.Line, start.Column, 0, 0, "{0}", message);
    }
}
