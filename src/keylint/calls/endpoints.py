"""Gemini's private endpoints, and the roles that may call each: page "Roles", endpoint summary."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from keylint.record import Permission


class Role(enum.Enum):
    """A role of a Gemini key. Auditor goes with no other; Administrator is a master key's."""

    AUDITOR = "Auditor"
    TRADER = "Trader"
    FUND_MANAGER = "Fund Manager"
    ADMINISTRATOR = "Administrator"


@dataclass(frozen=True)
class Endpoint:
    """A private endpoint, what it lets its caller do, and the roles that may call it."""

    path: str
    permission: Permission
    roles: frozenset[Role]


A, T, F, ADMIN = Role.AUDITOR, Role.TRADER, Role.FUND_MANAGER, Role.ADMINISTRATOR


def _endpoints(permission: Permission, roles: tuple[Role, ...], paths: str) -> list[Endpoint]:
    return [Endpoint(path, permission, frozenset(roles)) for path in paths.split()]


ENDPOINTS: dict[str, Endpoint] = {
    endpoint.path: endpoint
    for endpoint in (
        *_endpoints(Permission.WITHDRAW, (F,), "/v1/withdraw/{currency}"),
        *_endpoints(
            Permission.DEPOSIT,
            (F,),
            "/v1/deposit/{network}/newAddress /v1/payments/addbank /v1/payments/addbank/cad "
            "/v1/approvedAddresses/{network}/request /v1/approvedAddresses/{network}/remove",
        ),
        *_endpoints(Permission.TRANSFER, (F,), "/v1/account/transfer/{currency}"),
        *_endpoints(
            Permission.TRADE,
            (T,),
            "/v1/order/new /v1/order/cancel /v1/order/cancel/session /v1/order/cancel/all "
            "/v1/wrap/{symbol} /v1/heartbeat /v1/instant/quote /v1/instant/execute "
            "/v1/clearing/new /v1/clearing/cancel /v1/clearing/confirm /v1/clearing/list "
            "/v1/clearing/broker/list /v1/clearing/trades",
        ),
        *_endpoints(
            Permission.READ,
            (T, A),
            "/v1/order/status /v1/orders /v1/mytrades /v1/orders/history /v1/tradevolume "
            "/v1/notionalvolume /v1/clearing/status",
        ),
        *_endpoints(
            Permission.READ,
            (T, F, A),
            "/v1/balances /v1/notionalbalances/{currency} /v1/addresses/{network} /v1/transfers "
            "/v1/custodyaccountfees /v1/payments/methods /v1/account "
            "/v1/approvedAddresses/account/{network}",
        ),
        *_endpoints(Permission.READ, (A,), "/v2/fxrate/{symbol}/{timestamp}"),
        *_endpoints(Permission.ADMIN, (ADMIN,), "/v1/account/create /v1/account/rename"),
        *_endpoints(
            Permission.READ, (T, F, A, ADMIN), "/v1/account/list /v1/transactions /v1/roles"
        ),
    )
}
