using System.Xml.Linq;
using BackendLabs.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace BackendLabs.Web.Identity;

internal static class StoreKeys
{
    /// <summary>Keeps the keys that seal cookies where all nodes find them.</summary>
    public static IDataProtectionBuilder AddKeysOf(this IDataProtectionBuilder builder, LabStore store)
    {
        builder.Services.Configure<KeyManagementOptions>(options => options.XmlRepository = new Repository(store.KeyRing));
        return builder;
    }

    private sealed class Repository(KeyRing keys) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.All().Select(XElement.Parse)];

        public void StoreElement(XElement element, string friendlyName) => keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
    }
}
