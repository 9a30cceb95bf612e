namespace Snnc.Tensors.Hdf5.Format;

/// <summary>A message of an object header.</summary>
/// <param name="Type">What it says.</param>
/// <param name="IsShared">Whether it only tells where the message is.</param>
/// <param name="Fields">Its bytes, to be read once.</param>
internal sealed record HeaderMessage(MessageType Type, bool IsShared, FieldReader Fields);
