using System.IO;
using System.Linq;
using Snnc.Compiler;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Snnc.Tests;

namespace Snnc.Cost.Tests;

/// <summary>
/// The networks of these tests, from their text: files of the folder Networks, or texts. Those that name no file of
/// weights take them when they are loaded, which suffices as costs depend on shapes; see <see cref="MadeUpTensors"/> for the rest.
/// </summary>
internal static class NetworkFile
{
    /// <summary>The graph of the one network of a file.</summary>
    public static Graph Graph(string name) =>
        GraphOf(File.ReadAllText(Repository.PathOf("tests", "Snnc.Cost.Tests", "Networks", name + ".snn")), name);

    /// <summary>The graph of the one network of a text.</summary>
    public static Graph GraphOf(string text, string name = "text")
    {
        var compilation = Compilation.Create(new SourceText(name + ".snn", text), new NoFiles(), new MadeUpTensors());
        return compilation.HasErrors
            ? throw new InvalidDataException(string.Join("; ", compilation.Diagnostics.Select(d => $"{d.Location.Start.Line}: {d.Code} {d.Message}")))
            : compilation.Graphs.Single();
    }

    /// <summary>A file through passes and plan to its workload.</summary>
    public static Workload Workload(string name, WorkloadActivity? activity = null, PassOptions? passes = null) => Of(Graph(name), activity, passes);

    /// <summary>A text through passes and plan to its workload.</summary>
    public static Workload WorkloadOf(string text, WorkloadActivity? activity = null, PassOptions? passes = null) =>
        Of(GraphOf(text), activity, passes);

    /// <summary>An accelerator that comes with the compiler, with some peculiarities imitated.</summary>
    public static Accelerator Accelerator(string name, params string[] quirks) => CostFamilies.Accelerators.Load(name).Imitating(quirks);

    private static Workload Of(Graph graph, WorkloadActivity? activity, PassOptions? passes)
    {
        var options = passes ?? PassOptions.Default;
        return WorkloadBuilder.From(Planner.Plan(PassPipeline.Run(graph, options), options), activity ?? WorkloadActivity.Estimated);
    }

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }
}
