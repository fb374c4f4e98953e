"""What an editor shows while somebody types: findings in a buffer, why they matter, what to do.

Nothing here reads a buffer's file or writes any: what is to change goes to the editor as edits.
"""
