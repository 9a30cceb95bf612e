using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Snnc.Compiler.Tensors;
using Snnc.Compiler.Text;

namespace Snnc.LanguageServer.Queries.Completion;

/// <summary>Files and what is in them, as proposals inside of strings.</summary>
internal sealed class FileProposals(ProgramView view, ITensorResolver tensors, IFolderListing folders)
{
    private static readonly string[] Programs = [".snn"];
    private static readonly string[] Containers = [".npz", ".npy", ".safetensors", ".nir", ".h5", ".onnx"];

    /// <summary>Programs beside this one, and profiles of the library.</summary>
    public IEnumerable<Proposal> ToUse(string typed) => Files(typed, Programs).Where(file => file.Label != Path.GetFileName(view.Text.Path))
        .Concat(StandardLibrary.Profiles.Select(profile => new Proposal(StandardLibrary.ReferenceOf(profile), ProposalKind.File, "a simulator's models")));

    /// <summary>Files of tensors beside this one.</summary>
    public IEnumerable<Proposal> OfTensors(string typed) => Files(typed, Containers);

    /// <summary>The tensors of a file.</summary>
    public IEnumerable<Proposal> TensorsOf(string file) => (ProgramView.TensorsOf(tensors, view.Text.Path, file) ?? [])
        .Select(tensor => new Proposal(tensor.Key, ProposalKind.Tensor, TensorText.TypeOf(tensor)) { Rank = 1 });

    private IEnumerable<Proposal> Files(string typed, string[] endings)
    {
        var folder = typed[..(typed.LastIndexOf('/') + 1)];
        foreach (var name in folders.FilesBeside(view.Text.Path, folder))
        {
            if (name.EndsWith('/'))
            {
                yield return new Proposal(folder + name, ProposalKind.Folder) { Rank = 6 };
            }
            else if (endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
            {
                yield return new Proposal(folder + name, ProposalKind.File) { Rank = 1 };
            }
        }
    }
}
