"""The methods of well-known clients, with the endpoints that they call.

Read in ccxt 4.5.90 (gemini.py), gemini_python 0.2.1, geminipy 0.0.4, gemini_api 0.1.6 and
robin_stocks 3.4.0 from PyPI, gemini-api 2.0.4 from npm, and the tools of Gemini's own MCP server
(github.com/gemini/developer-platform, packages/mcp-server).
"""

from __future__ import annotations

NEW, CANCEL, STATUS = "/v1/order/new", "/v1/order/cancel", "/v1/order/status"
ORDERS, TRADES, BALANCES = "/v1/orders", "/v1/mytrades", "/v1/balances"
CANCEL_ALL, CANCEL_SESSION = "/v1/order/cancel/all", "/v1/order/cancel/session"
WITHDRAW, NEW_ADDRESS = "/v1/withdraw/{currency}", "/v1/deposit/{network}/newAddress"
TRANSFERS, ADDRESSES = "/v1/transfers", "/v1/addresses/{network}"
VOLUME, FEES, HEARTBEAT = "/v1/tradevolume", "/v1/notionalvolume", "/v1/heartbeat"
NOTIONAL, BANK, METHODS = (
    "/v1/notionalbalances/{currency}",
    "/v1/payments/addbank",
    "/v1/payments/methods",
)
APPROVED = "/v1/approvedAddresses/account/{network}"

# Methods by their names in lower case without `_`, so that createOrder is create_order.
CCXT: dict[str, str] = {
    **dict.fromkeys(
        "createorder createlimitorder createmarketorder createlimitbuyorder createlimitsellorder "
        "createmarketbuyorder createmarketsellorder createpostonlyorder createstoplimitorder "
        "createstoporder createtriggerorder".split(),
        NEW,
    ),
    "cancelorder": CANCEL,
    "fetchorder": STATUS,
    "fetchorderstatus": STATUS,
    "fetchopenorders": ORDERS,
    "fetchmytrades": TRADES,
    "fetchbalance": BALANCES,
    "fetchfreebalance": BALANCES,
    "fetchtotalbalance": BALANCES,
    "fetchtradingfees": FEES,
    "fetchtradingfee": FEES,
    "fetchdepositswithdrawals": TRANSFERS,
    "fetchtransactions": TRANSFERS,
    "fetchdepositaddress": ADDRESSES,
    "fetchdepositaddressesbynetwork": ADDRESSES,
    "createdepositaddress": NEW_ADDRESS,
    "withdraw": WITHDRAW,
}
CLIENTS: dict[str, str] = {
    "neworder": NEW,
    "cancelorder": CANCEL,
    "cancelsessionorders": CANCEL_SESSION,
    "cancelallsessionorders": CANCEL_SESSION,
    "cancelsession": CANCEL_SESSION,
    "cancelallorders": CANCEL_ALL,
    "cancelallactiveorders": CANCEL_ALL,
    "cancelactiveorders": CANCEL_ALL,
    "cancelall": CANCEL_ALL,
    "statusoforder": STATUS,
    "orderstatus": STATUS,
    "getmyorderstatus": STATUS,
    "activeorders": ORDERS,
    "getactiveorders": ORDERS,
    "getmyactiveorders": ORDERS,
    "getpasttrades": TRADES,
    "pasttrades": TRADES,
    "getmypasttrades": TRADES,
    "gettradesforcrypto": TRADES,
    "gettradevolume": VOLUME,
    "tradevolume": VOLUME,
    "getmytradevolume": VOLUME,
    "getnotionalvolume": FEES,
    "fees": FEES,
    "getbalance": BALANCES,
    "balances": BALANCES,
    "getavailablebalances": BALANCES,
    "getmyavailablebalances": BALANCES,
    "checkavailablebalances": BALANCES,
    "checknotionalbalances": NOTIONAL,
    "getnotionalbalances": NOTIONAL,
    "getpasttransfers": TRANSFERS,
    "gettransfers": TRANSFERS,
    "checktransfers": TRANSFERS,
    "getdepositaddress": ADDRESSES,
    "getdepositaddresses": ADDRESSES,
    "getapprovedaddresses": APPROVED,
    "createdepositaddress": NEW_ADDRESS,
    "createnewdepositaddress": NEW_ADDRESS,
    "newaddress": NEW_ADDRESS,
    "withdrawtoaddress": WITHDRAW,
    "withdrawcrypto": WITHDRAW,
    "withdrawcryptofunds": WITHDRAW,
    "addusbank": BANK,
    "addcadbank": BANK,
    "getpaymentmethods": METHODS,
    "getaccountdetail": "/v1/account",
    "revivehearbeat": HEARTBEAT,
    "reviveheartbeat": HEARTBEAT,
    "heartbeat": HEARTBEAT,
    "order": NEW,
    "ordermarket": NEW,
    "wraporder": "/v1/wrap/{symbol}",
}
TOOLS: dict[str, str] = {
    "gemini_new_order": NEW,
    "gemini_cancel_order": CANCEL,
    "gemini_cancel_all_session_orders": CANCEL_SESSION,
    "gemini_cancel_all_active_orders": CANCEL_ALL,
    "gemini_get_order_status": STATUS,
    "gemini_get_active_orders": ORDERS,
    "gemini_get_my_trades": TRADES,
    "gemini_get_trade_volume": VOLUME,
    "gemini_get_notional_volume": FEES,
    "gemini_get_balances": BALANCES,
    "gemini_get_notional_balances": NOTIONAL,
    "gemini_get_transfers": TRANSFERS,
    "gemini_get_deposit_addresses": ADDRESSES,
    "gemini_get_new_deposit_address": NEW_ADDRESS,
    "gemini_withdraw": WITHDRAW,
    "gemini_fiat_withdrawal": WITHDRAW,
    "gemini_internal_transfer": "/v1/account/transfer/{currency}",
    "gemini_add_bank": BANK,
    "gemini_get_bank_payment_methods": METHODS,
    "gemini_get_account": "/v1/account",
    "gemini_create_account": "/v1/account/create",
    "gemini_get_accounts": "/v1/account/list",
    "gemini_get_roles": "/v1/roles",
    "gemini_get_approved_addresses": APPROVED,
    "gemini_session_heartbeat": HEARTBEAT,
    "gemini_clearing_new_order": "/v1/clearing/new",
    "gemini_clearing_order_status": "/v1/clearing/status",
}
