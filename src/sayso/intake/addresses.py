"""Which network addresses may be fetched from: only those of the public internet.

A feed or a page may name any address. Without this check it could make Sayso fetch from the
machine it runs on, its network, or a cloud provider's metadata service (server-side request
forgery, CWE-918).
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from sayso.model import FetchError

_NAT64 = ip_network("64:ff9b::/96")


def resolve(host: str, port: int, *, allow_private: bool) -> tuple[str, ...]:
    """The IP addresses of a host, all of them public.

    :param allow_private: take any address
    :raises FetchError: when the host is not known, or one of its addresses is not public
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"the host {host} is not known", remedy="check the address and the network"
        ) from error
    found = tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))
    for address in found:
        if not allow_private and not is_public(address):
            raise FetchError(
                f"{host} is at {address}, which is not on the public internet",
                remedy="save the page and give the file",
            )
    return found


def is_public(address: str) -> bool:
    """Whether an IP address, and any other that it wraps, is on the public internet."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        wrapped: list[IPv4Address | None] = [ip.ipv4_mapped, ip.sixtofour]
        wrapped.extend(ip.teredo or ())
        if ip in _NAT64:
            return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
        if any(inner is not None and not is_public(str(inner)) for inner in wrapped):
            return False
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
