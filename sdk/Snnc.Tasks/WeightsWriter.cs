using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Runtime;

namespace Snnc.Tasks;

/// <summary>Writes weights files; one that would not change keeps its time, so that nothing that depends on it is built again.</summary>
internal static class WeightsWriter
{
    /// <summary>Writes a file.</summary>
    /// <returns>The SHA-256 of it.</returns>
    public static string Write(string path, IReadOnlyList<PackedTensor> tensors)
    {
        var made = path + ".new";
        BuildFile.Write(made, stream => WeightFileWriter.Write(stream, tensors.Select(tensor => tensor.ToItem()).ToList()));
        var sha = Sha256.OfFile(made);
        if (File.Exists(path) && Sha256.OfFile(path) == sha)
        {
            File.Delete(made);
            return sha;
        }

        File.Delete(path);
        File.Move(made, path);
        return sha;
    }
}
